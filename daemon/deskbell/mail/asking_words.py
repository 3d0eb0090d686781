"""What a person asks of the reader, as no responder does, by language.

All in lower case; `*` ends an unfinished word.
"""

ASKED: tuple[str, ...] = (
    "?", "？", "؟", "could you", "can you", "would you", "please find", "attached", "anbei", "könnten sie",
    "können sie bitte", "können sie mir", "können sie uns", "können sie das", "können sie den", "können sie die", "können sie es", "im anhang", "ci-joint", "pourriez", "pouvez-vous", "adjunto", "podría", "in allegato", "potreste",
    "em anexo", "poderia", "bijgevoegd", "kunt u mij", "vedhæftet", "bifogad", "w załączniku", "v příloze", "во вложении",
    "i'd like", "i would like", "how do i", "how many", "please finish", "please close", "please approve", "please move",
    "please change", "please block", "please stop", "please call me", "please help", "please give", "please set", "please fix", "please add", "please check", "please delete", "please disable",
    "please update", "please install", "need your help", "i need", "and need", "but need", "i cannot", "i can't", "not working", "does not work",
    "doesn't work", "broken", "bitte prüfen", "brauche", "bitte melden sie sich", "bitte stellen", "bitte setzen", "bitte kommen", "bitte umleiten", "bitte verschieben", "please send", "please come", "please take", "please collect", "please make",
    "merci de couper", "merci de créer", "merci de vérifier", "merci de mettre", "merci de rediriger", "merci de supprimer", "merci d'activer", "merci de désactiver", "merci de bloquer", "merci de fermer", "merci de changer",
    "bitte richten sie", "bitte um hilfe", "bitte um rückruf", "ich brauche",
    "ich kann", "geht nicht", "funktioniert nicht", "kaputt", "defekt", "j'ai besoin", "ne marche pas", "ne fonctionne",
    "je ne peux", "en panne", "aidez-moi", "necesito", "no funciona", "no puedo", "ayuda", "ho bisogno", "non funziona",
    "non riesco", "preciso de", "não funciona", "não consigo", "ik heb nodig", "werkt niet", "doet het niet", "ik kan niet",
    "virker ikke", "jeg kan ikke", "fungerar inte", "jag kan inte", "fungerer ikke", "ei toimi", "en voi", "nie działa",
    "nie mogę", "potrzebuję", "nefunguje", "nemohu", "potřebuji", "не работает", "не могу", "помогите", "не працює",
    "çalışmıyor", "ihtiyacım", "nem működik", "nu funcționează", "δεν λειτουργεί", "壊れ", "動かな", "できません", "坏了",
    "不能用", "无法登录", "고장", "안 됩니다", "안됩니다",
    "please leave", "please correct", "please switch", "reopen it", "still shows", "still does not",
    "still down", "still broken", "noch immer", "immer noch", "toujours", "sigue igual", "sigue sin",
    "ancora non", "ainda não", "nog steeds", "fortfarande", "stadig", "vieläkin", "nadal", "stále",
    "до сих пор", "всё ещё", "hâlâ", "még mindig", "まま", "还是", "仍然", "여전히",
    "she needs", "he needs", "needs a", "needs access", "please forward", "to arrange", "please divert",
)  # fmt: skip
