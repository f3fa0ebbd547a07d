"""The words of the page around a report: buttons, breadcrumbs, the index box, counters, the footer, advertising."""

from __future__ import annotations

import re

# each alternative begins with a character of its own, which the matcher looks at first
_BUTTONS = (
    r"字[号体](?:大小)?[\s:\[【]",
    r"打印(?:本页|此页|文章|正文)?(?:$|[\s\]】|/])",
    r"关闭窗口|关闭本页|收藏本页|收藏本站|分享[到至]?(?:$|[\s:])",
    r"[上下]一[篇条页](?:$|[\s:\]】>])|返回(?:顶部|首页|列表|上一页)",
    r"扫一扫|扫[码描](?:关注|阅读|分享|二维码)",
    r"登录(?:$|[\s|])|注册(?:$|[\s|])|请输入|选择(?:搜索|特殊)|发表评论|查看全文",
    r"[无长适繁简](?:障碍|者|辈|老化?|体)(?:$|\s|版|模式|浏览|阅读|助手|中文)|English|手机版|移动版",
    r"下载(?:附件|地址|本文|次数)",
    r"还剩\s?\d{1,4}\s?页未读",
)
_NAVIGATION = (
    r"首页(?:$|\s|[>»/|→-])|网站首页|[您你现当所][^:>]{0,8}位置\s?:|位置\s?:",
    r"网站(?:导航|地图|声明|标识码)|友情链接|联系我们|关于我们|设为首页|加入收藏",
    r"相关(?:阅读|链接|文章|推荐|新闻|附件|文档|信息|报道|稿件|解读)(?:$|[\s:])",
    r"推荐阅读|热门(?:文章|推荐|新闻|阅读|搜索|标签)|猜你喜欢",
    r"国家部委|省区市|市政府部门网站|各?县\(市\)区(?:\(局\))?$|中国政府网$|微信公众号$",
)
_CREDITS = (
    r"版权(?:所有|声明)|[主承协]办(?:单位)?\s?:|技术支持\s?:|网站管理\s?:",
    r"责任编辑\s?:|责编\s?:|编辑\s?:|审核\s?:|作者\s?:|发布[人者]\s?:",
    r"来源\s?:|文章来源\s?:|信息来源\s?:|稿件来源\s?:|新闻来源\s?:",
    r"时间\s?:|日期\s?:|[录更添][入新加](?:时间|日期)",
    r"[浏访点阅][览问击读](?:次数|量|数|人数)?\s?[:(]|人气\s?:",
)
_OPENING = r"[\[【(<>»•·*☆\- ]{0,6}+"
PAGE_NUMBER = r"(?:[-—–][ \t]?\d{1,3}[ \t]?[-—–]|第[ \t]?\d{1,3}[ \t]?页(?:[ \t,/]?共[ \t]?\d{1,3}[ \t]?页)?)"
"""The number of a page: - 3 -, 第3页 共8页."""
PROSE_ENDS = ("。", ";", "!", "?", ",")
"""How a line of prose ends, and neither a cell nor a piece of the page."""

_FURNITURE = re.compile(f"{_OPENING}(?:{'|'.join(_BUTTONS + _NAVIGATION + _CREDITS)})|{PAGE_NUMBER}$")
# each alternative here, and of the advertisements, opens with a character of its own, so that a search is quick
_FURNITURE_ANYWHERE = re.compile(
    r"首页\s?[>»/→|]|登录\s?\||ICP备|公网安备|版权所有|网站标识码|扫一扫|打印本页|关闭窗口"
    r"|访问(?:次数|量)\s?:|浏览(?:次数|量)\s?:|点击(?:次数|量)\s?:|阅读(?:次数|量)\s?:"
    r"|责任编辑\s?:|字体\s?:|>\s?正文$|»\s?正文$|/\s?正文$"
)

INDEX_LABEL = re.compile(
    r"索\s?引\s?号|信息索取号|信息索引|统一编号|统一登记号|登记号|发文文号"
    r"|(?:发布|发文|公开|制发|生成|成文|责任|编制)(?:机构|机关|单位|部门|文号|字号|日期|时间)"
    r"|(?:文\s?号|名\s?称|标\s?题|分\s?类|体\s?裁|关\s?键\s?词|有\s?效\s?性|服务对象)[\s:|]"
    r"|主题(?:分类|词|导航)|体裁分类|组配分类|信息(?:来源|分类|类别|名称)|内容概述|效力状态"
    r"|公开(?:方式|时限|范围|类别|形式|程序)[\s:|]"
)
"""The first label of a row of the box that sites put above a document."""

PAGE_END = re.compile(
    rf"{_OPENING}(?:打印|关闭|分享|返回|[上下]一[篇条]|版权|(?:承办|主办)(?:单位)?\s?:|网站导航|网站地图|友情链接|扫一扫"
    r"|相关(?:阅读|链接|文章|推荐|新闻)|发表评论|责任编辑)"
)
"""The start of a line after which nothing of the report follows, where it stands near the end."""

_ADVERT = re.compile(
    r"网友上传|会员上传|不代表本站|本站(?:部分|所有|内容|资源)|如(?:有)?侵权|原创文章,?(?:转载|未经|如需|请|版权)|代写(?![\u4e00-\u9fff]{0,4}(?:文书|状|遗嘱))"
    r"|小编(?:为|给|整理|精心|收集|推荐|今天)|(?<![规示模])范文|(?:百度|豆丁|道客|原创力)文库|文库(?:网|下载)"
    r"|客服(?:老师|QQ|微信)|加(?:我)?微信(?!群|公众)|欢迎参考|仅供参考|希望(?:能|对)[^。]{0,12}(?:有所帮助|有帮助|帮助到)"
)
_SPAM = re.compile(
    r"成人(?:影|视|网|国产|精品|[aA]片)|国产(?:精品|成人|自拍|一区)|a片|A片|欧美(?:一区|激情|精品)"
    r"|亚洲(?:精品|国产|一区)|视频app|免费(?:观看|在线观)|博彩|娱乐(?:城|平台|官网)|棋牌(?:游戏|平台|官网|app)"
    r"|六合彩|时时彩|百家乐|威廉希尔|体育(?:投注|官网|app)|彩票(?:平台|网站|投注)|注册送"
)
_COUNTS = re.compile(r"\d ?[余多]?(?:件|起|条|次|场|人|家|宗|万元|[%])")
"""What a report counts: police and sports bureaus write of gambling and lotteries too, spam counts nothing."""

_LONGEST_FURNITURE = 160
_LONGEST_SEARCHED = 100
_LONGEST_ADVERT = 250


def is_furniture(line: str) -> bool:
    """Whether the line is part of the page around a document: buttons, breadcrumbs, credits, counters, footer."""
    if len(line) > _LONGEST_FURNITURE or line.endswith(("。", ";")):
        return False
    if _FURNITURE.match(line):
        return True
    return len(line) <= _LONGEST_SEARCHED and _FURNITURE_ANYWHERE.search(line) is not None


def is_index_row(line: str) -> bool:
    """Whether the line is a row of the index box above a document: 索引号, 发布机构, 成文日期 …"""
    return len(line) <= _LONGEST_FURNITURE and INDEX_LABEL.match(line) is not None and not line.endswith(PROSE_ENDS)


def is_advert(line: str) -> bool:
    """Whether the line has words that a copying site adds before or after the report."""
    if len(line) > _LONGEST_ADVERT:
        return False
    return _ADVERT.search(line) is not None or (_SPAM.search(line) is not None and _COUNTS.search(line) is None)
