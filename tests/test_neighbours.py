"""A sentence with a verb of its own says the same whatever stands before it."""

from __future__ import annotations

import random
import re

import pytest

from disclosure.reading import read_report

SENTENCES = (
    "全年主动公开政府信息{published}条",
    "通过政府门户网站公开信息{published}条",
    "在“两微”平台发布信息{published}条,阅读量{views}人次",
    "制发规范性文件{issued}件,废止{repealed}件,现行有效{retained}件",
    "清理规范性文件{reviewed}件,其中保留{retained}件,修改{revised}件",
    "召开新闻发布会{events_held}场,邀请记者{people}人次",
    "举办政务公开培训班{events_held}期,培训人员{people}人次",
    "收到政府信息公开申请{received}件",
    "受理信息公开申请{accepted}件,均已答复",
    "答复申请{replied}件",
    "予以公开{granted}件,部分公开{partially_granted}件,不予公开{not_disclosed}件",
    "无法提供{not_available}件,不予处理{not_processed}件,其他处理{other_outcome}件",
    "上年结转{carried_in}件,结转下年度继续办理{carried_out}件",
    "被申请行政复议{review_filed}件",
    "被提起行政诉讼{litigation_filed}件",
    "收取费用{fees_collected}元",
    "减免费用{fees_waived}元",
    "12345热线受理群众诉求{accepted}件,办结{closed}件",
    "接听市民来电{received}个",
    "回复网民留言{replied}条",
    "接待群众来访{received}批次",
    "受理投诉举报{accepted}件,立案{filed}件,结案{closed}件",
    "巡查发现问题{collected}个,整改{handled}个",
    "正在办理{pending}件,超期{overdue}件",
    "政府网站总访问量达{views}次",
    "罚款{other}万元",
    "投入经费{spending}万元",
)
MEASURE = re.compile(r"\{(\w+)\}")
SEEDS = range(12)
TEXTS_A_SEED = 25


@pytest.mark.parametrize("seed", SEEDS)
def test_sentences_keep_their_measures_beside_any_others(seed: int) -> None:
    source = random.Random(seed)
    for _ in range(TEXTS_A_SEED):
        sentences = source.sample(SENTENCES, source.randint(2, 5))
        measures = [measure for sentence in sentences for measure in MEASURE.findall(sentence)]
        text = "".join(MEASURE.sub(lambda _: str(source.randint(21, 899)), sentence) + "。" for sentence in sentences)
        stated = [row for row in read_report("", "", text).figures if row.basis == "stated"]
        assert [row.measure_code for row in sorted(stated, key=lambda row: row.char_start)] == measures, text
