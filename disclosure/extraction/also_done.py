"""What else a statement of all says was done, behind its verb."""

from __future__ import annotations

import re

from disclosure.vocabulary import words

IN_THE_END = re.compile(
    r"(?:[、和](?:交办|转办|督办|督查|督促|调查|核实|答复|回复|处理|处置)){0,3}[、和](?:督办|督查|督促|处理|处置|调查)?(?:完结|办结|结案|终结)"
)
"""What else was done with all cases up to their end (均已交办|、转办、督办完结)."""
WHO_WROTE = "|".join(words("who_wrote"))
"""Those whose cases they are, whom an answer goes to."""
AND_ANSWERED = re.compile(
    r"[^,。;\d率]{0,14},[并且](?=已|[^,。;\d]{0,18}了)(?:已经?|及时|按[时期]|依法|逐一|一一|分别|书面|将[^,。;\d]{2,10}?){0,4}(?:答复|回复|反馈)(?:给|了|给了)?"
    rf"(?:{WHO_WROTE}|群众|市民|代表|委员)?(?=[,。;]|$)"
)
"""That those who wrote were told (全部转部门办理|,并回复了信访人); it must say so of what is done (已, 了), not of what others are to do.
Of what was found out (发现问题52个,均已整改,并已反馈) nobody wrote."""
ALSO_ANSWERED = "statement.also_replied"
