"""The survey: when it may be asked, what an answer sets in motion (mission 16, 17)."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from deskbell.casework import hearing
from deskbell.casework.docket import Docket, SurveyAnswer
from deskbell.casework.grievances import Grievance, open_beside
from deskbell.casework.house import House
from deskbell.casework.post import to_customer, to_staff
from deskbell.casework.promising import hours_of, renew, said_time
from deskbell.domain import phrases
from deskbell.domain.hours import Span
from deskbell.domain.survey import QUESTIONS, is_low, is_very_low, overall_of
from deskbell.domain.ticket import APART, PromiseState, State, Ticket
from deskbell.letters import kinds

MORNING = time(9, 30)
_WEEK = timedelta(days=7)


def due_at(house: House, ticket: Ticket, closed_at: datetime, span: Span) -> datetime:
    """Some working time after closing, then at half past nine of the reader's own morning."""
    after = hours_of(house, ticket).add(closed_at, span)
    zone = ZoneInfo(ticket.timezone or house.timezone)
    local = after.astimezone(zone)
    morning = datetime.combine(local.date(), MORNING, zone)
    if morning < local:
        morning = datetime.combine(local.date() + timedelta(days=1), MORNING, zone)
    opens = hours_of(house, ticket).next_open(morning).astimezone(zone)
    return max(opens, datetime.combine(opens.date(), MORNING, zone)).astimezone(closed_at.tzinfo)


def may_ask(docket: Docket, house: House, ticket: Ticket) -> str:
    """Why this person is not asked, or "" if they are."""
    if not ticket.answerable or ticket.stranger:
        return "a machine may not write to them"
    if ticket.kind in APART or house.directory.agent(ticket.requester):
        return "such tickets are not asked about"
    known = docket.people.get(ticket.requester)
    if known and known.bounced_at:
        return "letters to them come back"
    here = sum(one.kind == kinds.Survey.kind and one.recipient == ticket.requester for one in docket.letters)
    if here or docket.store.surveys_to(ticket.requester, docket.now - house.survey.pause):
        return f"they were asked in the last {house.survey.days_between} days"
    if (
        docket.store.surveys_to(ticket.requester, docket.now - timedelta(days=365))
        >= house.survey.most_a_year
    ):
        return "they were asked often enough this year"
    if _asked_enough(docket, house, ticket):
        return f"of their client's tickets one in {house.survey.one_in} was asked about this week"
    return ""


def _asked_enough(docket: Docket, house: House, ticket: Ticket) -> bool:
    """Would one more invitation ask about more of a client's tickets of this week than one in so many?

    The first so many are asked about in any case: else a small client were hardly ever asked.
    """
    if not ticket.client or house.survey.one_in <= 1:
        return False
    if ticket.client not in docket.week_of:
        docket.week_of[ticket.client] = docket.store.surveys_of(ticket.client, docket.now - _WEEK)
    asked, closed = docket.week_of[ticket.client]
    asked += sum(
        one.kind == kinds.Survey.kind and docket.tickets[one.ticket_id].client == ticket.client
        for one in docket.letters
    )
    return asked >= house.survey.one_in and asked * house.survey.one_in >= closed


def invite(docket: Docket, house: House, ticket: Ticket) -> Ticket:
    """The invitation, once; or the reason why not, on the timeline."""
    reason = may_ask(docket, house, ticket)
    if reason:
        docket.note(ticket.id, "survey_not_asked", reason=reason)
    else:
        lead = house.directory.lead_of(ticket.team or ticket.owner)
        facts = kinds.Survey(
            subject=ticket.subject,
            agent=house.directory.name_of(ticket.owner),
            solved_on=ticket.resolved_at or docket.now,
            read_by=lead.name if lead else house.name,
            open_until=docket.now + house.survey.open_for,
        )
        to_customer(
            docket, house, ticket, facts, true_until=docket.now + house.survey.open_for, links=("survey",)
        )
        docket.note(ticket.id, "survey_asked")
    return docket.save(ticket.changed(surveyed_at=docket.now, survey_due_at=None))


def record(
    docket: Docket, house: House, ticket: Ticket, address: str, answers: Mapping[str, str], by: str
) -> None:
    """A whole answer; it replaces the one before. A low one calls a person, once."""
    known = {name: value for name, value in answers.items() if name in QUESTIONS}
    before = docket.store.survey(ticket.id)
    answer = SurveyAnswer(
        ticket.id, address, docket.now, overall_of(known), known.get("comment", "").strip(), known, by
    )
    docket.surveys.append(answer)
    docket.note(ticket.id, "survey_answered", overall=answer.overall, by=by, replaced=before is not None)
    was_low = before is not None and is_low(before.answers, bool(phrases.worried_words(before.comment)))
    if is_low(known, bool(phrases.worried_words(answer.comment))):
        if not was_low:
            _follow_up(docket, house, ticket, answer)
    elif answer.comment and (answer.overall or 0) >= 9 and before is None:
        _praise(docket, house, ticket, answer)


def _follow_up(docket: Docket, house: House, ticket: Ticket, answer: SurveyAnswer) -> None:
    """Somebody other than the rated agent writes, by a time that is promised; the account manager is told."""
    above = house.directory.lead_of(ticket.team or ticket.owner)
    lead = above.address if above else ""
    if is_very_low(answer.answers, bool(phrases.worried_words(answer.comment))):
        _complaint(docket, house, ticket, answer, lead)
        return
    client = house.directory.clients.get(ticket.client)
    manager = client.account_manager if client else ""
    others = (lead, manager, *house.directory.leadership)
    writes = next((one for one in others if one not in ("", ticket.owner)), ticket.owner)
    due = said_time(hours_of(house, ticket).add(docket.now, Span.working_days(1)), ticket, house)
    name = house.directory.name_of(writes)
    facts = kinds.LowScoreAlert(
        respondent=ticket.requester_name or ticket.requester,
        agent=house.directory.name_of(ticket.owner),
        answer_due=due,
        overall=answer.overall,
        words=answer.comment,
        answers=_scores(answer),
        writes=name,
    )
    for reader in dict.fromkeys([writes, manager, lead]):
        if reader:
            to_staff(docket, house, ticket, facts, reader)
    docket.note(
        ticket.id, "low_score", overall=answer.overall, very_low=False, writes=writes, due=due.isoformat()
    )
    docket.end_promise(ticket.id, PromiseState.RENEWED)
    reopened = ticket.reopen(docket.now).changed(reopened=ticket.reopened) if not ticket.live else ticket
    docket.join(ticket.id, writes, name, "agent")
    renew(docket, house, reopened.changed(owner=writes, state=State.OPEN), due)
    if ticket.answerable:
        instead = house.directory.name_of(ticket.owner)
        to_customer(
            docket,
            house,
            ticket,
            kinds.SurveyLow(
                writes=name,
                next_contact=due,
                words=answer.comment,
                instead_of=instead if writes != ticket.owner else "",
            ),
            true_until=due,
        )


def _scores(answer: SurveyAnswer) -> tuple[str, ...]:
    """Their answers besides the one about all of it, and their words."""
    return tuple(
        f"{question}: {answer.answers[question]}"
        for question in QUESTIONS
        if answer.answers.get(question) and question not in ("overall", "comment")
    )


def _complaint(docket: Docket, house: House, ticket: Ticket, answer: SurveyAnswer, lead: str) -> None:
    """A very low score is a complaint, in a thread of its own; the rated agent has no hand in it, the lead is told."""
    words = answer.comment or f"{answer.overall} / 10"
    whom = hearing.about(house, answer.comment, ticket.requester_name) | {ticket.owner}
    docket.note(ticket.id, "low_score", overall=answer.overall, very_low=True)
    person = house.directory.person(ticket.requester)
    because, role = f"their answer to the survey: {answer.overall} of 10", person.role if person else ""
    made = open_beside(docket, house, ticket, Grievance(words, because, whom, role=role))
    facts = kinds.LowScoreAlert(
        respondent=ticket.requester_name or ticket.requester,
        agent=house.directory.name_of(ticket.owner),
        answer_due=docket.promises[made.id].due_at,
        overall=answer.overall,
        words=answer.comment,
        writes=house.directory.name_of(made.owner),
        complaint=made.reference,
    )
    for reader in dict.fromkeys((made.owner, lead)):
        if reader and reader not in whom:
            to_staff(docket, house, ticket, facts, reader)


def _praise(docket: Docket, house: House, ticket: Ticket, answer: SurveyAnswer) -> None:
    """Good words go to the person they are about, and to the lead; and the writer is told that they did."""
    agent = house.directory.agent(ticket.owner)
    if agent is None:
        return
    facts = kinds.PraiseForward(
        respondent=ticket.requester_name or ticket.requester,
        agent=agent.name,
        words=answer.comment,
        overall=answer.overall,
    )
    lead = house.directory.lead_of(agent.address)
    for reader in dict.fromkeys([agent.address, lead.address if lead else agent.address]):
        to_staff(docket, house, ticket, facts, reader)
    if ticket.answerable:
        to_customer(docket, house, ticket, kinds.SurveyThanksHigh(agent=agent.name))


def by_mail(docket: Docket, house: House, ticket: Ticket, address: str, words: str, *, asked: bool) -> bool:
    """A reply such as "8, quick and friendly" answers the survey; True if this one did.

    `asked`: it answers the invitation itself. Then words without a number are an answer too, unless they ask for
    something; and of a number that may be meant otherwise the writer hears how it was read.
    """
    if (score := phrases.score_in_reply(words)) is not None:
        number, comment = score
        record(docket, house, ticket, address, {"overall": str(number), "comment": comment}, "mail")
        return True
    if not asked or not words.strip() or "?" in words or phrases.says_still_broken(words):
        return False
    if perhaps := phrases.score_perhaps(words):
        record(docket, house, ticket, address, {"overall": str(perhaps), "comment": words}, "mail")
        agent = house.directory.name_of(ticket.owner)
        to_customer(
            docket, house, ticket, kinds.SurveyUnsure(read_as=perhaps, agent=agent), recipient=address
        )
    else:
        record(docket, house, ticket, address, {"comment": words}, "mail")
    return True
