"""How mail programs say that a letter did not arrive, or not yet. All in lower case; `*` ends an
unfinished word.
"""

# Subjects that hardly anything but a mail program writes, matched at the start.
SUBJECTS: tuple[str, ...] = (
    "undelivered", "undeliverable", "mail delivery failed", "mail delivery failure", "mail delivery error",
    "mail delivery problem", "mail delivery status", "message delivery failure", "message delivery failed",
    "mail delivery subsystem", "delivery status notification", "delivery status", "delivery notification",
    "delivery report", "delivery failure", "delivery failed", "delivery error", "delivery problem",
    "delivery unsuccessful", "delivery incomplete", "delivery delayed", "delivery delay", "returned mail",
    "returned message", "returned to sender", "mail returned", "failure notice", "failure notification",
    "failure delivery", "failed mail", "failed delivery", "failed to deliver", "mail system error",
    "mail failure", "mail error", "message undeliverable", "message not delivered", "message status",
    "message could not be delivered", "mail could not be delivered", "your message could not be delivered",
    "could not send message", "cannot send mail", "cannot send your", "could not deliver", "unable to deliver", "unable to send", "cannot deliver",
    "nondeliverable", "non-deliverable", "non deliverable", "non delivery", "non-delivery", "nondelivery",
    "ndn:", "ndr:", "permanent delivery failure", "warning: could not send", "warning: message",
    "warning: mail", "delayed mail", "message delayed", "mail delayed", "notice: mail",
    "mail undeliverable", "mail not delivered", "undeliveried", "user unknown", "unknown user",
    "unknown address", "error sending", "error in delivery", "bounced mail", "bounce message",
    "rejected mail", "message rejected", "mail rejected", "your message was rejected", "your message has been rejected",
    "your mail was rejected", "your email was rejected", "your e-mail was rejected", "bounce: ", "email delivery failure",
    "e-mail delivery failure", "problem delivering", "address not found", "smtp server error",
    "message you sent blocked", "**message you sent blocked", "sorry, your mail", "[mailer-daemon]",
    "mailer-daemon", "delivery has failed", "dsn:", "not delivered:", "rejected:", "server error notify",
    "postmaster notify", "delayed delivery", "transient delivery", "automatic delivery status",
    "ihre nachricht wurde zurückgewiesen", "ihre nachricht wurde abgewiesen", "ihre nachricht wurde abgelehnt", "nachricht abgewiesen", "nachricht zurückgewiesen", "votre message a été rejeté", "votre message a été refusé", "message rejeté", "message refusé",
    "mensaje rechazado", "correo rechazado", "messaggio respinto", "messaggio rifiutato", "mensagem rejeitada", "bericht geweigerd", "сообщение отклонено", "wiadomość odrzucona", "zpráva odmítnuta",
    "unzustellbar", "nicht zustellbar", "zustellung fehlgeschlagen", "fehler bei der zustellung",
    "zustellungsfehler", "nachricht unzustellbar", "nicht zugestellt", "rücksendung",
    "fehlerhafte zustellung", "benachrichtigung zum übermittlungsstatus", "zustellbericht",
    "mail nicht zustellbar", "unzustellbare", "mailzustellung fehlgeschlagen", "non remis", "non remise",
    "échec de la remise", "échec de remise", "echec de la remise", "notification d'état de remise",
    "notification d’état de remise", "courrier non distribu", "message non distribu", "message non remis",
    "non délivr", "non distribu", "no se puede entregar", "no entregado", "correo no entregado",
    "no se pudo entregar", "notificación de estado de entrega", "mensaje no entregado", "error de entrega", "su mensaje no ha", "su mensaje no pudo",
    "fallo en la entrega", "aviso de no entrega", "no se pudo enviar", "entrega fallida", "mensaje devuelto", "non recapitabile", "mancato recapito",
    "impossibile recapitare", "impossibile consegnare", "messaggio non recapitato", "messaggio non consegnato",
    "mancata consegna", "notifica sullo stato del recapito", "posta non consegnata",
    "não é possível entregar", "não entregue", "nao entregue", "mensagem não entregue", "falha na entrega",
    "falha de entrega", "notificação de status de entrega", "não foi possível entregar",
    "notificação do estado de entrega", "onbestelbaar", "niet bezorgd", "niet afgeleverd",
    "bezorging mislukt", "niet te bezorgen", "niet bezorgde", "status van bezorging", "onbezorgbaar", "kan ikke leveres", "ikke leveret",
    "ikke levert", "kunne ikke leveres", "leveringsfejl", "uleverbar", "ikke leverbar",
    "kan inte levereras", "olevererbart", "det går inte att leverera", "ej levererat", "leveransstatus",
    "kunde inte levereras", "ei voi toimittaa", "ei voitu toimittaa", "toimittaminen epäonnistui",
    "viestiä ei voi toimittaa", "toimitusilmoitus", "niedostarczone", "nie można dostarczyć",
    "nie dostarczono", "niedoręczone", "zwrot wiadomości", "niedostarczalne", "nedoručiteln", "nedoručeno",
    "nelze doručit", "nedoručitelná", "nedoručiteľn", "nedoručená", "недоставлено", "не доставлено",
    "не удалось доставить", "сообщение не доставлено", "ошибка доставки", "недоставленное",
    "уведомление о доставке", "невозможно доставить", "не вдалося доставити", "не доставлено:",
    "teslim edilemedi", "iletilemedi", "teslim edilemeyen", "teslim edilemiyor", "kézbesíthetetlen", "kézbesítési hiba", "sikertelen kézbesítés",
    "nem kézbesíthető", "nelivrat", "αδυναμία παράδοσης", "לא ניתן למסור", "غير قابل للتسليم", "配信不能",
    "配信できません", "配信エラー", "配信失敗", "未配信", "送信エラー", "送信できません", "メールの配送",
    "不達", "宛先不明", "未送达", "未傳遞", "无法投递", "無法投遞", "无法送达", "無法送達", "无法传递",
    "無法傳遞", "系统退信", "系統退信", "退信", "投递失败", "发送失败", "배달되지", "배달 불가",
    "배달할 수 없음", "전송 실패", "전달되지 않음", "반송",
)  # fmt: skip

# Sentences by which the report opens or names what happened.
FAILED: tuple[str, ...] = (
    "could not be delivered", "couldn't be delivered", "couldn’t be delivered", "cannot be delivered",
    "can't be delivered", "can not be delivered", "was not delivered", "wasn't delivered",
    "wasn’t delivered", "has not been delivered to", "has not been delivered.", "not been delivered",
    "been undeliverable", "was undeliverable", "is undeliverable", "were undeliverable",
    "undeliverable mail", "undeliverable message", "undeliverable to", "undeliverable address",
    "not delivered to", "unable to deliver", "unable to send", "wasn't able to deliver",
    "wasn’t able to deliver", "not able to deliver", "could not deliver", "couldn't deliver",
    "cannot deliver", "can't deliver", "did not deliver", "failed to deliver", "not deliver your",
    "delivery has failed", "delivery failed", "delivery to the following recipient",
    "delivery to the following recipients", "delivery to the following address",
    "delivery of your message", "delivery of the message", "delivery attempt", "dilivery to the following",
    "did not reach the following", "did not reach some or all", "could not be reached",
    "following address failed", "following address(es) failed", "following addresses failed",
    "following recipients failed", "following addresses had permanent", "following addresses had delivery",
    "following addresses had fatal", "following addresses had", "permanent fatal errors",
    "transient non-fatal errors", "had transient", "permanent error", "permanent failure",
    "did not receive a copy", "did not receive this message", "did not receive your message",
    "the following recipients were affected", "failed recipient", "failed recipients",
    "failed addresses follow", "list of failed", "failure reasons", "recipients was rejected",
    "recipients were rejected", "was rejected by", "been rejected", "was automatically rejected",
    "were not accepted", "mail delivery failed", "mail delivery failure", "delivery failure",
    "delivery status notification", "delivery error", "delivery problems", "trouble delivering",
    "problem delivering", "problems delivering", "error occurred while trying to deliver",
    "error has occurred while attempting to deliver", "error while delivering", "returned to sender",
    "returned mail", "being returned", "is returned", "was returned", "has been returned",
    "your mail has been bounced", "bounced", "non-deliverable", "nondeliverable", "unknown user",
    "user unknown", "no such user", "user not found", "unknown address", "host unknown", "unknown host",
    "unknown recipient", "recipient unknown", "mailbox unavailable", "mailbox not found",
    "mailbox is full", "mailbox full", "over quota", "quota exceeded", "exceeded storage",
    "account is disabled", "account has been disabled", "account is temporarily", "user is unknown",
    "account that you tried to reach", "invalid final delivery", "invalid recipient", "invalid address",
    "not listed in", "address rejected", "address not found", "does not exist", "doesn't exist",
    "doesn’t exist", "may not exist", "doesn't have a", "doesn’t have a", "could not be sent", "could not send your", "cannot send your",
    "couldn't be sent", "was not sent", "wasn't sent", "not be sent", "error message",
    "transcript of session", "session transcript", "remote host said", "giving up on", "blocked by our",
    "was blocked", "message was not accepted", "mail server rejected", "rejected recipient",
    "not accepting mail from", "sent >>> rcpt to*", "rcpt to", "recipient rejected", "no valid recipients",
    "addresses were unknown", "destination addresses", "not a member of mailing list", "are not a member",
    "could not be completed", "the recipient name is not recognized", "e-mail account does not exist",
    "returning message", "over quota", "no longer available", "no longer valid", "message expired",
    "has expired", "unrouteable address", "unroutable address", "service unavailable", "access denied",
    "message rejected", "mail was rejected", "your mail could not", "is not accepting",
    "konnte nicht zugestellt werden", "konnte nicht zugestellt", "nicht zugestellt werden",
    "nicht zustellbar", "unzustellbar", "konnte nicht übermittelt werden", "konnte nicht gesendet werden",
    "fehler bei der zustellung", "zustellung fehlgeschlagen", "konnten nicht erreicht werden",
    "wurde abgewiesen", "wurde zurückgewiesen", "wurde abgelehnt", "verweigert die annahme", "a été rejeté*", "a été refusé*", "fue rechazado", "ha sido rechazado", "è stato respinto", "è stato rifiutato", "foi rejeitad*", "is geweigerd", "werd geweigerd",
    "отклонено", "został* odrzucon*", "byla odmítnuta", "ble avvist", "blev afvist", "har avvisats",
    "nicht erreicht", "nicht ausgeliefert werden", "empfänger unbekannt", "unbekannter empfänger",
    "n'a pas pu être", "n’a pas pu être", "n'ont pas pu être", "n'a pas été remis*", "n’a pas été remis*",
    "n'a pas été délivré", "n'a pu être", "n’a pu être", "échec de la remise", "échec de remise",
    "impossible de remettre", "non distribu*", "utilisateur inconnu", "adresse inconnue",
    "ne peut être remis", "n'est pas parvenu", "no se pudo entregar", "no pudo ser entregado",
    "no ha podido ser entregado", "no se ha podido entregar", "no se puede entregar",
    "no puede ser entregado", "no fue entregado", "no llegó a", "error en la entrega",
    "usuario desconocido", "no se entregó", "no ha sido entregado", "destinatario no existe", "usuario no existe", "non è stato possibile", "non è stato recapitato",
    "non ha raggiunto", "impossibile recapitare", "non può essere consegnat*", "non recapitabile",
    "utente sconosciuto", "non consegnat*", "recapito non riuscito", "não pôde ser entregue",
    "não pode ser entregue", "não foi entregue", "não foi possível entregar", "falha na entrega",
    "não entregue", "não alcançou", "usuário desconhecido", "não chegou", "a entrega falhou",
    "kon niet worden bezorgd", "kan niet worden bezorgd", "niet worden afgeleverd", "niet bezorgd",
    "niet afgeleverd", "kon niet worden", "kunne ikke leveres", "kunne ikke sendes", "kan ikke leveres",
    "blev ikke leveret", "ble ikke levert", "ikke leveret", "nåede ikke", "kunde inte levereras",
    "kan inte levereras", "inte levereras", "nådde inte", "har inte levererats", "nådde ikke",
    "ei voitu toimittaa", "ei voida toimittaa", "ei tavoittanut", "toimitus epäonnistui",
    "nie mogła zostać dostarczona", "nie można dostarczyć", "nie została dostarczona", "nie dotarła",
    "nie powiodło się dostarczenie", "nemohla být doručena", "nebyla doručena", "nelze doručit",
    "se nepodařilo doručit", "nebolo možné doručiť", "nemohla byť doručená", "не было доставлено",
    "не доставлено", "не может быть доставлено", "не удалось доставить", "невозможно доставить",
    "не доставлен", "не было получено", "не вдалося доставити", "не найден", "не существует",
    "teslim edilemedi", "iletilemedi", "ulaşmadı", "ulaştırılamadı", "kézbesíteni", "nem kézbesíthető",
    "nu a putut fi", "配信できません", "配信できなかった", "送信できません", "配送できません",
    "届けることができません", "お届けできません", "配信されません", "届きません", "お送りできません",
    "エラーが発生", "宛先が見つかりません", "存在しません", "送信に失敗", "配信に失敗", "配送に失敗",
    "无法投递", "無法投遞", "无法送达", "無法送達", "未能送达", "退回", "投递失败", "发送失败", "不存在",
    "无法发送", "拒收", "无法传递", "無法傳遞", "退信", "배달하지 못했", "배달되지", "전송하지 못",
    "전달되지", "전송 실패", "반송되", "전달하지 못", "존재하지 않",
)  # fmt: skip

# Sentences that say the program has not given up.
DELAYED: tuple[str, ...] = (
    "warning message only", "has been delayed", "been delayed", "is being delayed", "is delayed",
    "is delayed for more", "delivery delayed", "not yet been delivered", "not been delivered yet",
    "has not yet been", "hasn't been delivered", "hasn’t been delivered", "will be retried",
    "will keep trying", "will continue to try", "will continue trying", "delivery attempts will continue",
    "still being attempted", "still being retried", "still trying to deliver",
    "no action is required on your part", "keep trying to deliver", "do not need to resend",
    "don't need to resend", "do not need to take any action", "will try again", "this is just a warning",
    "this is only a warning", "advisory-only", "has been postponed", "still undelivered",
    "could not be delivered yet", "temporary problem delivering", "temporarily delayed",
    "temporarily deferred", "will be attempted", "there was a temporary problem", "message is still in",
    "delivery is delayed", "noch nicht zugestellt", "verzögert", "weitere versuche", "n'a pas encore été",
    "a été retardée", "sera retenté", "todavía no se ha", "se ha retrasado", "aún no se ha",
    "non è ancora stato", "ainda não foi", "está atrasad*", "nog niet", "vertraagd", "endnu ikke",
    "ännu inte", "forsinket", "försenad", "viivästynyt", "opóźnion*", "zpoždění", "задерж*",
    "еще не доставлено", "ещё не доставлено", "gecikti", "遅延して", "再送を試み", "延迟", "지연",
)  # fmt: skip

# Sentences that say it has, whatever else is said.
GIVEN_UP: tuple[str, ...] = (
    "permanent error", "permanently", "permanent fatal errors", "given up", "giving up",
    "has been returned", "will not be delivered", "could not be delivered to one or more",
    "failed permanently", "no further attempts", "will be deleted from queue", "retry timeout exceeded",
    "delivery has failed", "maximum time", "retry time", "will not continue trying", "was not delivered",
    "has expired", "returned unopened", "did not reach the following", "endgültig", "définitif",
    "undeliverable", "retry limit", "too long",
)  # fmt: skip

# Subjects of reports that the program still tries, matched at the start.
SUBJECTS_DELAYED: tuple[str, ...] = (
    "delayed", "delay notification", "delivery delay", "delivery status notification (delay",
    "delivery incomplete", "mail delayed", "message delayed", "mail delivery delayed",
    "delivery notification: delivery has been delayed", "delivery status notification: warning",
    "warning: could not send", "warning: message", "warning: mail", "transient", "not yet delivered",
    "undelivered mail still in", "verzögert", "zustellung verzögert",
)  # fmt: skip

# Local parts and names under which mail programs write.
DAEMON_LOCAL = (
    r"mailer[-_. ]?daemon.*|mail[-_.]?daemon|.*[-_.]?mailer-daemon|post[-_]?(?:master|office)(?:[-_.+].*)?|mdaemon|mmdf|"
    r"microsoftexchange[0-9a-f]{16,}|mail[-_.]?(?:system|delivery|server|administrator|admin|router|gateway|error)s?|"
    r"mail[-_.]?delivery[-_.]?(?:sub)?system|bounce[-_.]?notif\w*|e500_smtp.*|smtpd?|uucp|mailadm|"
    r"ndr|dsn|system[-_.]?administrator|mailmarshal|mailsweeper|interscan.*|surfcontrol|imss|undeliverable"
)
DAEMON_NAME = (
    r"mail(?:er)?[- ]?daemon|mail deliver?y|mail system|mail router|mail admin(?:istrator)?|mail server|"
    r"mail transfer|"
    r"system ?administrator|postmaster|internet mail (?:delivery|service)|delivery (?:sub)?system|"
    r"microsoft outlook|microsoft exchange|administrateur syst|administrador del? sistema|"
    r"amministratore di sistema|systeembeheerder|системный администратор|"
    r"システム管理者|系统管理员|系統管理員|시스템 관리자|mail-verteilersystem|mailzustellsystem|"
    r"mdaemon|mailmarshal|groupwise"
)
