"""The forms of before 2019 as they are printed: indicators of 2014 and the local tables, as rows for table_texts."""

from __future__ import annotations

from collections.abc import Mapping

from table_texts import Printed, Table

_STROKES = ("——", "——")
_INDICATORS = (
    ("", "一、主动公开情况", ""),
    ("published", "(一)主动公开政府信息数(不同渠道和方式公开相同信息计1条)", "条"),
    ("published_normative", "其中:主动公开规范性文件数", "条"),
    ("issued_normative", "制发规范性文件总数", "件"),
    ("", "(二)通过不同渠道和方式公开政府信息的情况", ""),
    ("channel_gazette", "1.政府公报公开政府信息数", "条"),
    ("channel_website", "2.政府网站公开政府信息数", "条"),
    ("channel_weibo", "3.政务微博公开政府信息数", "条"),
    ("channel_wechat", "4.政务微信公开政府信息数", "条"),
    ("channel_other", "5.其他方式公开政府信息数", "条"),
    ("", "二、回应解读情况", ""),
    ("hot_topics", "(一)回应公众关注热点或重大舆情数(不同方式回应同一热点或舆情计1次)", "次"),
    ("", "(二)通过不同渠道和方式回应解读的情况", ""),
    ("press_conferences", "1.参加或举办新闻发布会总次数", "次"),
    ("press_conferences_led", "其中:主要负责同志参加新闻发布会次数", "次"),
    ("interviews", "2.政府网站在线访谈次数", "次"),
    ("interviews_led", "其中:主要负责同志参加政府网站在线访谈次数", "次"),
    ("policy_readings", "3.政策解读稿件发布数", "篇"),
    ("responses_social", "4.微博微信回应事件数", "次"),
    ("responses_other", "5.其他方式回应事件数", "次"),
    ("", "三、依申请公开情况", ""),
    ("requests", "(一)收到申请数", "件"),
    ("requests_in_person", "1.当面申请数", "件"),
    ("requests_fax", "2.传真申请数", "件"),
    ("requests_online", "3.网络申请数", "件"),
    ("requests_letter", "4.信函申请数", "件"),
    ("closed", "(二)申请办结数", "件"),
    ("closed_on_time", "1.按时办结数", "件"),
    ("closed_extended", "2.延期办结数", "件"),
    ("replies", "(三)申请答复数", "件"),
    ("already_public", "1.属于已主动公开范围数", "件"),
    ("agreed", "2.同意公开答复数", "件"),
    ("agreed_in_part", "3.同意部分公开答复数", "件"),
    ("not_agreed", "4.不同意公开答复数", "件"),
    ("refused_state_secret", "其中:(1)涉及国家秘密", "件"),
    ("refused_commercial_secret", "(2)涉及商业秘密", "件"),
    ("refused_privacy", "(3)涉及个人隐私", "件"),
    ("refused_security", "(4)危及国家安全、公共安全、经济安全和社会稳定", "件"),
    ("refused_not_government", "(5)不是《条例》所指政府信息", "件"),
    ("refused_other", "(6)法律法规规定的其他情形", "件"),
    ("not_ours", "5.不属于本行政机关公开数", "件"),
    ("nonexistent", "6.申请信息不存在数", "件"),
    ("to_be_corrected", "7.告知作出更改补充数", "件"),
    ("other_ways", "8.告知通过其他途径办理数", "件"),
    ("review", "四、行政复议数量", "件"),
    ("review_upheld", "(一)维持具体行政行为数", "件"),
    ("review_corrected", "(二)被依法纠错数", "件"),
    ("review_other", "(三)其他情形数", "件"),
    ("litigation", "五、行政诉讼数量", "件"),
    ("litigation_upheld", "(一)维持具体行政行为或者驳回原告诉讼请求数", "件"),
    ("litigation_corrected", "(二)被依法纠错数", "件"),
    ("litigation_other", "(三)其他情形数", "件"),
    ("complaints", "六、举报投诉数量", "件"),
    ("fees", "七、依申请公开信息收取的费用", "万元"),
    ("", "八、机构建设和保障经费情况", ""),
    ("offices", "(一)政府信息公开工作专门机构数", "个"),
    ("reading_points", "(二)设置政府信息公开查阅点数", "个"),
    ("staff", "(三)从事政府信息公开工作人员数", "人"),
    ("staff_full_time", "1.专职人员数(不包括政府公报及政府网站工作人员数)", "人"),
    ("staff_part_time", "2.兼职人员数", "人"),
    ("funds", "(四)政府信息公开专项经费", "万元"),
    ("", "九、政府信息公开会议和培训情况", ""),
    ("meetings", "(一)召开政府信息公开工作会议或专题会议数", "次"),
    ("trainings", "(二)举办各类培训班数", "次"),
    ("trainees", "(三)接受培训人员数", "人次"),
)
_LOCAL = (
    ("published", "主动公开信息数", "条"),
    ("published_full_text", "其中:全文电子化的主动公开信息数", "条"),
    ("requests", "申请总数", "条"),
    ("requests_in_person", "其中:1.当面申请数", "条"),
    ("requests_fax", "2.传真申请数", "条"),
    ("requests_email", "3.电子邮件申请数", "条"),
    ("requests_online", "4.网上申请数", "条"),
    ("requests_letter", "5.信函申请数", "条"),
    ("requests_other", "6.其他形式申请数", "条"),
    ("replies", "对申请的答复总数", "条"),
    ("agreed", "其中:1.同意公开答复数", "条"),
    ("agreed_in_part", "2.同意部分公开答复数", "条"),
    ("refused", "3.否决公开答复总数", "条"),
    ("refused_not_government", "其中:(1)“非《规定》所指政府信息”数", "条"),
    ("refused_nonexistent", "(2)“信息不存在”数", "条"),
    ("refused_not_held", "(3)“非本部门掌握”数", "条"),
    ("refused_unclear", "(4)“申请内容不明确”数", "条"),
    *((f"refused_exempt_{number}", f"({4 + number})“免予公开范围{number}”数", "条") for number in range(1, 7)),
    ("refused_other", "(11)其它原因", "条"),
    ("answered", "已答复", "条"),
    ("pending", "待答复", "条"),
)


def indicators(values: Mapping[str, str]) -> Table:
    """The indicators of 2014 with these values; what has none is nought."""
    rows = [
        Printed(code, (label,), (unit, values.get(code, "0"))) if code else Printed("", (label,), _STROKES)
        for code, label, unit in _INDICATORS
    ]
    return [Printed("", ("统计指标",), ("单位", "统计数")), *rows]


def local(values: Mapping[str, tuple[str, str]]) -> Table:
    """A local table with this period beside the year so far."""
    rows = [Printed(code, (label,), (unit, *values.get(code, ("0", "0")))) for code, label, unit in _LOCAL]
    return [Printed("", ("指标名称",), ("计量单位", "本期实际", "本年累计")), *rows]
