"""The two sample reports that are no text, as parts, and the script that writes them: python tests/make_samples.py"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from make_documents import Box, Grid, Part, docx_of, pdf_of, remedies_grid, requests_grid
from table_texts import remedies, requests

RAW = Path(__file__).parents[1] / "raw"


class SampleDocument(NamedTuple):
    """A file of raw/: what stands in it, and what makes it of that."""

    parts: list[Part]
    make: Callable[[list[Part]], bytes]


def _listed(*rows: str) -> Grid:
    """A table of rows whose cells are parted by bars; a row of one or two cells reaches over the rest."""
    columns = max(row.count("|") for row in rows) + 1
    return [_listed_row(row.split("|"), columns) for row in rows]


def _listed_row(cells: list[str], columns: int) -> list[Box]:
    *first, last = cells
    return [*map(Box, first), Box(last, columns - len(first))]


MAANSHAN_2020: list[Part] = [
    "马鞍山市城市管理局2020年政府信息公开工作年度报告",
    "本报告按照《中华人民共和国政府信息公开条例》第五十条编制，统计期限为2020年1月1日至2020年12月31日，电子版可在本局网站下载。",
    "一、总体情况",
    "（一）主动公开。全年主动公开政府信息3506条，其中网站公开1890条、微博公开702条、微信公开914条。",
    "（二）依申请公开。全年收到申请59件，同比增长18%；上年结转1件。办结59件，1件结转下年度继续办理。",
    "（三）热线。12319热线全年受理问题55204件，同比下降5.0%，其中转办29870件，办结29601件，办结率99.1%。",
    "（四）平台和监督。举办培训班4次，参训280人次；没有责任追究的情形。",
    "二、主动公开政府信息情况",
    _listed(
        "第二十条第（一）项",
        "信息内容|本年新制作数量|本年新公开数量|对外公开总数量",
        "规章|0|0|0",
        "规范性文件|1|1|15",
        "第二十条第（五）项",
        "信息内容|上一年项目数量|本年增/减|处理决定数量",
        "行政许可|11|+1|1523",
        "其他对外管理服务事项|5|0|903",
        "第二十条第（六）项",
        "信息内容|上一年项目数量|本年增/减|处理决定数量",
        "行政处罚|142|-2|2204",
        "行政强制|9|0|28",
        "第二十条第（八）项",
        "信息内容|上一年项目数量|本年增/减",
        "行政事业性收费|2|0",
        "第二十条第（九）项",
        "信息内容|采购项目数量|采购总金额",
        "政府集中采购|16|1987.2万元",
    ),
    "三、收到和处理政府信息公开申请情况",
    requests_grid(
        requests(
            2019,
            {
                "received": "52 4 0 0 2 1 59",
                "carried_in": "1 0 0 0 0 0 1",
                "granted": "29 2 0 0 1 1 33",
                "partially_granted": "5 1 0 0 0 0 6",
                "third_party": "2 0 0 0 0 0 2",
                "process": "1 0 0 0 0 0 1",
                "not_held": "9 1 0 0 1 0 11",
                "still_unclear": "1 0 0 0 0 0 1",
                "complaint": "3 0 0 0 0 0 3",
                "repeated": "1 0 0 0 0 0 1",
                "other_outcome": "1 0 0 0 0 0 1",
                "closed": "52 4 0 0 2 1 59",
                "carried_out": "1 0 0 0 0 0 1",
            },
        )
    ),
    "四、政府信息公开行政复议、行政诉讼情况",
    remedies_grid(remedies("1 1 0 0 2 0 0 0 1 1 0 0 0 0 0")),
    "五、存在的主要问题及改进情况",
    "主要问题：个别栏目更新不够及时。改进情况：2021年将按月检查各栏目，超过3个月没有更新的予以通报。",
    "六、其他需要报告的事项",
    "无。",
]

JINJIANG_2024: list[Part] = [
    "晋江市自然资源局2024年政府信息公开工作年度报告",
    "本报告由晋江市自然资源局根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自2024年1月1日起至2024年12月31日止。",
    "一、总体情况",
    "（一）主动公开。2024年，本局主动公开政府信息2714条，其中门户网站发布1580条，“晋江自然资源”微信公众号发布1134条。历史征地批文的整理已经"
    "完成，全部可以按村检索。",
    "（二）依申请公开。2024年新收政府信息公开申请126件，同比增长6.8%，上年结转6件；办结126件，结转下年度继续办理6件。予以公开60件，部分公开16"
    "件，两项合计占办结数的60.3%。未收取信息处理费。",
    "（三）政策咨询。12345平台转来咨询投诉1412件，办结1409件，办结率99.79%。",
    "（四）监督保障。开展业务培训4次，配备专职人员2名、兼职人员12名。",
    "二、主动公开政府信息情况",
    _listed(
        "第二十条第（一）项",
        "信息内容|本年制发件数|本年废止件数|现行有效件数",
        "规章|0|0|0",
        "行政规范性文件|2|1|11",
        "第二十条第（五）项",
        "信息内容|本年处理决定数量",
        "行政许可|1820",
        "第二十条第（六）项",
        "信息内容|本年处理决定数量",
        "行政处罚|81",
        "行政强制|0",
        "第二十条第（八）项",
        "信息内容|本年收费金额（单位：万元）",
        "行政事业性收费|10350.5",
    ),
    "三、收到和处理政府信息公开申请情况",
    requests_grid(
        requests(
            2021,
            {
                "received": "108 11 0 1 6 0 126",
                "carried_in": "6 0 0 0 0 0 6",
                "granted": "49 6 0 1 4 0 60",
                "partially_granted": "13 2 0 0 1 0 16",
                "third_party": "5 1 0 0 0 0 6",
                "enforcement_file": "3 0 0 0 0 0 3",
                "register_query": "1 0 0 0 0 0 1",
                "not_held": "22 1 0 0 1 0 24",
                "needs_making": "3 0 0 0 0 0 3",
                "still_unclear": "2 0 0 0 0 0 2",
                "complaint": "7 1 0 0 0 0 8",
                "repeated": "1 0 0 0 0 0 1",
                "other_not_corrected": "2 0 0 0 0 0 2",
                "closed": "108 11 0 1 6 0 126",
                "carried_out": "6 0 0 0 0 0 6",
            },
        )
    ),
    "四、政府信息公开行政复议、行政诉讼情况",
    remedies_grid(remedies("4 1 0 1 6 1 0 0 1 2 1 0 0 0 1")),
    "五、存在的主要问题及改进情况",
    "一是答复文书的格式还不统一，二是依申请公开的办理时间偏长。2025年将统一格式，力争平均办理时间缩短两天。",
    "六、其他需要报告的事项",
    "没有其他需要报告的事项。",
]

SAMPLES = {
    "maanshan_chengguan_2020.docx": SampleDocument(MAANSHAN_2020, docx_of),
    "jinjiang_ziran_2024.pdf": SampleDocument(JINJIANG_2024, pdf_of),
}

if __name__ == "__main__":
    for name, sample in SAMPLES.items():
        (RAW / name).write_bytes(sample.make(sample.parts))
