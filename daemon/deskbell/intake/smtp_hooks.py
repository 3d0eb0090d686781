"""What aiosmtpd asks of its handler, and the same conversation in LMTP."""

from aiosmtpd.smtp import syntax

from deskbell.intake.smtp_codes import LAST_OFFER
from deskbell.intake.smtp_session import Session


class LmtpSession(Session):
    """The same for a local mail server that speaks LMTP (RFC 2033): one answer for each recipient."""

    @syntax("LHLO hostname")
    async def smtp_LHLO(self, arg: str) -> None:
        await super().smtp_EHLO(arg)

    async def smtp_HELO(self, arg: str) -> None:
        await self.push("500 5.5.1 This is LMTP, say LHLO")

    async def smtp_EHLO(self, arg: str) -> None:
        await self.push("500 5.5.1 This is LMTP, say LHLO")


class Hooks:
    """aiosmtpd's handler: it passes each decision to the session it belongs to."""

    async def handle_EHLO(
        self, server: Session, session: object, envelope: object, hostname: str, offers: list[str]
    ) -> list[str]:
        server.session.host_name = hostname  # type: ignore[union-attr]
        offers = [line for line in offers if line[4:8] not in ("AUTH", "HELP")]
        return [*offers, "250-ENHANCEDSTATUSCODES", LAST_OFFER]

    async def handle_MAIL(
        self, server: Session, session: object, envelope: object, address: str, options: list[str]
    ) -> str:
        return await server.mail(address)

    async def handle_RCPT(
        self, server: Session, session: object, envelope: object, address: str, options: list[str]
    ) -> str:
        return await server.rcpt(address)
