"""Language codes of MEDLINE (ISO 639-2/B) and their names, as the language field is searched by either."""

from __future__ import annotations

_PAIRS = (
    "afr=afrikaans alb=albanian ara=arabic arm=armenian aze=azerbaijani bos=bosnian bul=bulgarian cat=catalan "
    "chi=chinese cze=czech dan=danish dut=dutch eng=english epo=esperanto est=estonian fin=finnish fre=french "
    "geo=georgian ger=german gla=gaelic glg=galician gre=greek heb=hebrew hin=hindi hrv=croatian hun=hungarian "
    "ice=icelandic ind=indonesian ita=italian jpn=japanese kin=kinyarwanda kor=korean lat=latin lav=latvian "
    "lit=lithuanian mac=macedonian mal=malayalam mao=maori may=malay mul=multilingual nor=norwegian per=persian "
    "pol=polish por=portuguese pus=pushto rum=romanian rus=russian san=sanskrit slo=slovak slv=slovenian "
    "spa=spanish srp=serbian swe=swedish tha=thai tur=turkish ukr=ukrainian und=undetermined urd=urdu "
    "vie=vietnamese wel=welsh"
)
LANGUAGES = dict(pair.split("=") for pair in _PAIRS.split())
