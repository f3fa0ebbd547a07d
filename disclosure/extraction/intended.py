"""Words that say of what follows that it is still to be done, or wished for."""

from __future__ import annotations

import re

STRIVES = re.compile(
    r"(?:确保|力争|争取|努力做到|努力实现|要做到|要实现|要确保|杜绝|防止|避免|防范|如(?![期实下上数此])果?|若|凡是?)[^,。;:]{0,16}$"
)
"""What comes before nothing that has not come true: 确保全年无投诉, 如未收到答复."""
TO_DO = re.compile(
    r"(?:应|须|要|将|需|确保|力争|争取|拟|未|没有|尚未|不得|负责|抓紧|尽快)(?:当|在|于|能)?[^,。;]{0,8}$"
)
DEMANDED = re.compile(r"(?:要求(?<![按照关定限]要求)|必须|务必|确保|须)[^,。;:]{0,20}$")
"""What comes before all that is still to be done (要求两个月内|全部办复)."""
INTENDED = re.compile(
    r"^(?:[一二三四五六]是|[(]?[一二三四五六\d]{1,2}[)、.])?(?:下一步|下步|下一?阶段|今后|接下来)|力争"
)
"""What a sentence begins with that tells what is still to be done, or says before it."""
