"""The documents that the warehouse of these tests is built from, one a situation."""

from __future__ import annotations

from decimal import Decimal

from hand_made import HandMade
from samples_of_series import documents_of_series


def documents() -> dict[str, HandMade]:
    """By name, in the order in which they are offered."""
    return {
        make.__name__: make()
        for make in (
            true_funnel,
            wrong_rate,
            shared_percentage,
            rates_without_counts,
            complete_list,
            partial_list,
            kinds_beyond_their_total,
            outcomes_beyond_their_total,
            ways_in_beyond_their_total,
            inexact_list,
            repeated,
            repeated_elsewhere,
            inverted_funnel,
            inverted_funnel_with_some_carried_in,
            inverted_funnel_beside_a_part,
            explained_funnels,
            table,
            form_2019,
            form_2020,
            form_2021,
            form_2022,
            superseded,
            current,
        )
    } | documents_of_series()


def true_funnel() -> HandMade:
    made = HandMade("2021/漏斗.txt", "全年受理投诉120件,办结114件,办结率95%。联系电话010-5550。")
    accepted = made.figure("120件", "accepted")
    closed = made.figure("114件", "closed")
    made.rate("95%", "closing_rate", closed, accepted)
    made.reject("5550", "telephone")
    return made


def wrong_rate() -> HandMade:
    made = HandMade("错率.txt", "收到建议400件,采纳建议300件,采纳率为57.5%,较上年下降20%。上年采纳300件。")
    received = made.figure("400件", "received", matter="建议")
    taken_up = made.figure("300件", "handled", matter="建议")
    before = made.figure("300件", "handled", nth=2, matter="建议", scope="prior")
    made.rate("57.5%", "handling_rate", taken_up, received)
    made.rate("20%", "growth", taken_up, before, formula="change", direction=-1, link_basis="nearest")
    return made


def shared_percentage() -> HandMade:
    made = HandMade("共用.txt", "工单80件全部处理,处理率和回复率均为100%。")
    handled = made.figure("80件", "handled", matter="工单")
    made.rate("100%", "handling_rate", handled, handled)
    made.rate("100%", "reply_rate")
    return made


def rates_without_counts() -> HandMade:
    made = HandMade("无据.txt", "满意率98%以上,提高2.5个百分点。明年办结率力争达到99%。今年办结10件,受理20件。")
    closed = made.figure("10件", "closed")
    accepted = made.figure("20件", "accepted")
    made.rate("98%以上", "satisfaction_rate", stated_high=Decimal(100), qualifier="at_least")
    made.rate("2.5个百分点", "growth", closed, accepted, pct_kind="point")
    made.rate("99%", "closing_rate", closed, accepted, scope="target", link_basis="nearest")
    return made


def complete_list() -> HandMade:
    made = HandMade("列全.txt", "受理来信30件,咨询、求助、其他分别为11件、12件和13件。")
    total = made.figure("30件", "accepted", matter="来信")
    parts = [made.figure(f"{number}件", "accepted", matter="来信") for number in (11, 12, 13)]
    made.list_of_parts(total, parts, is_complete=True)
    return made


def partial_list() -> HandMade:
    made = HandMade("其中.txt", "公开信息50条,其中规章9条。公开文件40条,其中通知45条,公告18条。")
    made.list_of_parts(made.figure("50条", "published"), [made.figure("9条", "published")], is_complete=False)
    parts = [made.figure("45条", "published"), made.figure("18条", "published")]
    made.list_of_parts(made.figure("40条", "published"), parts, is_complete=False)
    return made


def kinds_beyond_their_total() -> HandMade:
    """No kind is larger than the total, three of them together are; asked and content is no kind of the same."""
    made = HandMade(
        "其中三类.txt",
        "受理诉求90件,其中噪声40件、停车35件、供水20件。发放问卷60份,其中收回58份、满意50份、很满意30份。",
    )
    kinds = [made.figure(f"{number}件", "accepted", matter="诉求") for number in (40, 35, 20)]
    made.list_of_parts(made.figure("90件", "accepted", matter="诉求"), kinds, is_complete=False)
    asked = [made.figure(f"{number}份", "other", matter="问卷") for number in (58, 50, 30)]
    made.list_of_parts(made.figure("60份", "other", matter="问卷"), asked, is_complete=False)
    return made


def outcomes_beyond_their_total() -> HandMade:
    """Each request is answered in one way."""
    made = HandMade("其中结果.txt", "答复函件61件,其中同意公开30件、不予公开20件、信息不存在13件。")
    ways = {30: "granted", 20: "not_disclosed", 13: "not_available"}
    outcomes = [made.figure(f"{number}件", outcome, matter="函件") for number, outcome in ways.items()]
    made.list_of_parts(made.figure("61件", "replied", matter="函件"), outcomes, is_complete=False)
    return made


def ways_in_beyond_their_total() -> HandMade:
    """The same item may come through several ways; items of two stages are not kinds of one thing."""
    made = HandMade(
        "其中多路.txt", "公开信息70条,其中网站48条、微信41条、公报12条。受理来函50件,其中受理26件、办结25件、回复24件。"
    )
    ways = [
        made.figure(f"{number}条", "published", channel=way)
        for number, way in ((48, "网站"), (41, "微信"), (12, "公报"))
    ]
    made.list_of_parts(made.figure("70条", "published"), ways, is_complete=False)
    stages = [
        made.figure(f"{number}件", stage) for number, stage in ((26, "accepted"), (25, "closed"), (24, "replied"))
    ]
    made.list_of_parts(made.figure("50件", "accepted"), stages, is_complete=False)
    return made


def inexact_list() -> HandMade:
    made = HandMade("约数.txt", "巡查200余次,白天120次,夜间90次。宣传60场,分别为20余场和30余场。")
    about_200 = made.figure("200余次", "handled", value_high=Decimal(299), qualifier="at_least")
    made.list_of_parts(about_200, [made.figure("120次", "handled"), made.figure("90次", "handled")], is_complete=True)
    parts = [
        made.figure("20余场", "events_held", value_high=Decimal(29), qualifier="at_least"),
        made.figure("30余场", "events_held", value_high=Decimal(39), qualifier="at_least"),
    ]
    made.list_of_parts(made.figure("60场", "events_held"), parts, is_complete=True)
    return made


def repeated() -> HandMade:
    made = HandMade("前后.txt", "一、更新信息700余条。二、更新信息530条。三、更新信息700余条,咨询45件。四、咨询45件。")
    for nth in (1, 2):
        made.figure("700余条", "published", nth=nth, value_high=Decimal(799), qualifier="at_least", subject_key="更新")
    made.figure("530条", "published", subject_key="更新")
    made.figure("45件", "accepted", subject_key="咨询")
    made.figure("45件", "accepted", nth=2, subject_key="咨询")
    return made


def repeated_elsewhere() -> HandMade:
    made = HandMade("两路.txt", "网站更新61条。微信更新62条。计划更新63条。累计更新64条。另更新65条。更新约60条。")
    made.figure("61条", "published", channel="网站", subject_key="更新")
    made.figure("62条", "published", channel="微信", subject_key="更新")
    made.figure("63条", "published", channel="网站", subject_key="更新", scope="target")
    made.figure("64条", "published", channel="网站", subject_key="更新", coverage="cumulative")
    made.figure("65条", "published", channel="网站")
    about = {"value_low": Decimal(54), "value_high": Decimal(66), "qualifier": "approx"}
    made.figure("约60条", "published", channel="网站", subject_key="更新", **about)
    return made


def inverted_funnel() -> HandMade:
    made = HandMade("倒挂.txt", "受理举报70件,办结举报75件。")
    made.figure("70件", "accepted", matter="举报")
    made.figure("75件", "closed", matter="举报")
    return made


def inverted_funnel_with_some_carried_in() -> HandMade:
    made = HandMade("倒挂二.txt", "受理求助50件,办结求助56件。上年结转申请5件。")
    made.figure("50件", "accepted", matter="求助")
    made.figure("56件", "closed", matter="求助")
    made.figure("5件", "carried_in", matter="申请")
    return made


def inverted_funnel_beside_a_part() -> HandMade:
    """62 closed of 60 that came in; the 20 among these do not come on top of them."""
    made = HandMade("倒挂三.txt", "受理来电60件,其中占道20件,办结来电62件。")
    came_in = made.figure("60件", "accepted", matter="来电")
    made.list_of_parts(came_in, [made.figure("20件", "accepted", matter="来电")], is_complete=False)
    made.figure("62件", "closed", matter="来电")
    return made


def explained_funnels() -> HandMade:
    made = HandMade("不算倒挂.txt", "受理举报71件,受理求助30件,共办结90件。受理来访10件。办结来访12件。")
    made.figure("71件", "accepted", matter="举报")
    made.figure("30件", "accepted", matter="求助")
    made.figure("90件", "closed", matter="举报")
    made.figure("10件", "accepted", matter="来访")
    made.figure("12件", "closed", matter="来访")
    return made


def table() -> HandMade:
    """Every kind of cell; the figure of a main row is a figure of the report too."""
    made = HandMade("表三.txt", "新收 17\n上年结转 0\n予以公开 /\n不掌握 见附件\n总计\n")
    at = made.text.index("17")
    received = made.figure("17", "received", unit="件", sentence_start=at, sentence_end=at + 2)
    lines = {"received": "新收 17", "carried_in": "上年结转 0", "granted": "予以公开 /", "not_held": "不掌握 见附件"}
    made.table(1, "t3_2021", "natural_person", lines)
    made.cells[0] = made.cells[0]._replace(activity_id=received.activity_id)
    made.blank("closed", "natural_person")
    return made


OTHER_AGENCY = "大理市古城管理所"
REQUESTS = ("received", "carried_in", "closed", "carried_out")


def form_2019() -> HandMade:
    text = "许可 100 -3\n新收 26 30\n结转来 0 0\n办结 24 26\n结转去 2 4\n"
    made = HandMade("表/2019.txt", text, year=2019, agency=OTHER_AGENCY)
    made.table(1, "t2_2019", "prior_items change", {"licensing": "许可 100 -3"})
    made.table(2, "t3_2019", "natural_person total", dict(zip(REQUESTS, text.splitlines()[1:], strict=True)))
    return made


def form_2020() -> HandMade:
    """98 licences where the year before leads to 97; 22 closed where 21 + 4 - 2 were."""
    text = "许可 98\n新收 21\n结转来 4\n办结 22\n结转去 2\n"
    made = HandMade("表/2020.txt", text, year=2020, agency=OTHER_AGENCY)
    made.table(1, "t2_2019", "prior_items", {"licensing": "许可 98"})
    made.table(2, "t3_2019", "total", dict(zip(REQUESTS, text.splitlines()[1:], strict=True)))
    return made


def form_2021() -> HandMade:
    """3 carried in where 2 were carried out the year before; 1 + 0 + 2 + 1 reviews are not 5."""
    text = "文件 5 2 43\n结转来 3\n复议 1 0 2 1 5\n诉讼 2\n"
    made = HandMade("表/2021.txt", text, year=2021, agency=OTHER_AGENCY)
    made.table(1, "t2_2021", "issued repealed in_force", {"normative_documents": "文件 5 2 43"})
    made.table(2, "t3_2021", "total", {"carried_in": "结转来 3"})
    made.table(3, "t4", "upheld corrected other_result pending total", {"review": "复议 1 0 2 1 5"})
    made.table(3, "t4", "total", {"litigation_direct": "诉讼 2"})
    return made


def form_2022() -> HandMade:
    """43 + 6 - 1 in force are 48; two and a half requests are none."""
    made = HandMade("表/2022.txt", "文件 6 1 48\n新收 2.5\n", year=2022, agency=OTHER_AGENCY)
    made.table(1, "t2_2021", "issued repealed in_force", {"normative_documents": "文件 6 1 48"})
    made.table(2, "t3_2021", "total", {"received": "新收 2.5"})
    return made


def superseded() -> HandMade:
    made = HandMade("更正.txt", "受理投诉20件,办结投诉25件。", is_current=False)
    made.figure("20件", "accepted")
    made.figure("25件", "closed")
    return made


def current() -> HandMade:
    made = HandMade("更正.txt", "受理投诉20件,办结投诉15件,上年结转3件。办结来电28件,受理来电25件。")
    made.figure("20件", "accepted")
    made.figure("15件", "closed")
    made.figure("3件", "carried_in")
    made.figure("28件", "closed", matter="来电")
    made.figure("25件", "accepted", matter="来电")
    return made
