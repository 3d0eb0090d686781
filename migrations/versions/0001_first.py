"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NUMBERED = {"ticket": 1001, "message": 1, "event": 1, "promise": 1, "alert": 1, "letter": 1}


def upgrade() -> None:
    op.create_table(
        "alert",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("told", sa.Text(), server_default="", nullable=False),
        sa.Column("pages", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("step", sa.Integer(), server_default="0", nullable=False),
        sa.Column("confirmed_by", sa.Text(), server_default="", nullable=False),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    op.create_index("ix_alert_made_at", "alert", ["made_at"], unique=False)
    op.create_index("ix_alert_ticket_id", "alert", ["ticket_id"], unique=False)
    op.create_table(
        "anchor",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("message_id", ID, server_default="0", nullable=False),
        sa.Column("letter_id", ID, server_default="0", nullable=False),
        sa.Column("own", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("seen", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("path", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_anchor")),
    )
    op.create_index("ix_anchor_ticket_id", "anchor", ["ticket_id"], unique=False)
    op.create_table(
        "complaint",
        sa.Column("ticket_id", ID, autoincrement=False, nullable=False),
        sa.Column("about", sa.Text(), server_default="", nullable=False),
        sa.Column("about_ticket", ID, server_default="0", nullable=False),
        sa.Column("about_agents", sa.Text(), server_default="", nullable=False),
        sa.Column("fault", sa.Text(), server_default="", nullable=False),
        sa.Column("cause_word", sa.Text(), server_default="", nullable=False),
        sa.Column("cause", sa.Text(), server_default="", nullable=False),
        sa.Column("correction", sa.Text(), server_default="", nullable=False),
        sa.Column("prevention", sa.Text(), server_default="", nullable=False),
        sa.Column("prevention_due", sa.BigInteger(), nullable=True),
        sa.Column("prevention_done", sa.BigInteger(), nullable=True),
        sa.Column("chased", sa.Integer(), server_default="0", nullable=False),
        sa.Column("asked", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_complaint")),
    )
    op.create_index("ix_complaint_cause_word", "complaint", ["cause_word", "closed_at"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("delivery_key", sa.Text(), nullable=False),
        sa.Column("inbound_id", ID, server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("delivery_key", name=op.f("pk_delivery")),
    )
    op.create_table(
        "event",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("data", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index("ix_event_ticket_id", "event", ["ticket_id", "id"], unique=False)
    op.create_table(
        "flag",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_flag")),
    )
    op.create_table(
        "inbound",
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("delivery_key", sa.Text(), server_default="", nullable=False),
        sa.Column("door", sa.Text(), server_default="", nullable=False),
        sa.Column("envelope", sa.Text(), server_default="", nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("held", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("silent", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("junk", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("former", sa.Text(), server_default="", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lease_until", sa.Float(), server_default="0", nullable=False),
        sa.Column("holder", sa.Text(), server_default="", nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("ticket_id", ID, server_default="0", nullable=False),
        sa.Column("message_id", ID, server_default="0", nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_inbound_fingerprint")),
    )
    op.create_index("ix_inbound_outcome_received_at", "inbound", ["outcome", "received_at"], unique=False)
    op.create_index("ix_inbound_ticket_id", "inbound", ["ticket_id"], unique=False)
    op.create_index(
        "ix_inbound_waiting",
        "inbound",
        ["id"],
        unique=False,
        sqlite_where=sa.text("coalesce(outcome, '') = '' and held = 0"),
        postgresql_where=sa.text("coalesce(outcome, '') = '' and not held"),
    )
    op.create_table(
        "incident",
        sa.Column("ticket_id", ID, autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("client", sa.Text(), server_default="", nullable=False),
        sa.Column("key", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("known", sa.Text(), server_default="", nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_incident")),
    )
    op.create_index("ix_incident_state", "incident", ["state", "ticket_id"], unique=False)
    op.create_table(
        "lease",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), server_default="", nullable=False),
        sa.Column("number", sa.Integer(), server_default="0", nullable=False),
        sa.Column("until", sa.Float(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "letter",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("ticket_id", ID, server_default="0", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("recipient", sa.Text(), server_default="", nullable=False),
        sa.Column("promise_id", ID, server_default="0", nullable=False),
        sa.Column("audience", sa.Text(), server_default="", nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("true_until", sa.BigInteger(), nullable=True),
        sa.Column("due_at", sa.Float(), server_default="0", nullable=False),
        sa.Column("lease_until", sa.Float(), server_default="0", nullable=False),
        sa.Column("holder", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("message_id", sa.Text(), server_default="", nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("first_tried_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_index(
        "ix_letter_audience_made_at",
        "letter",
        ["audience", "made_at"],
        unique=False,
        sqlite_where=sa.text("state <> 'capped'"),
        postgresql_where=sa.text("state <> 'capped'"),
    )
    op.create_index(
        "ix_letter_due",
        "letter",
        ["due_at", "id"],
        unique=False,
        sqlite_where=sa.text("coalesce(state, '') in ('waiting', 'sending')"),
        postgresql_where=sa.text("coalesce(state, '') in ('waiting', 'sending')"),
    )
    op.create_index(
        "ix_letter_order",
        "letter",
        ["ticket_id", "recipient", "id"],
        unique=False,
        sqlite_where=sa.text("state in ('waiting', 'sending')"),
        postgresql_where=sa.text("state in ('waiting', 'sending')"),
    )
    op.create_index(
        "ix_letter_recipient_counted",
        "letter",
        ["recipient", "made_at"],
        unique=False,
        sqlite_where=sa.text("state <> 'capped'"),
        postgresql_where=sa.text("state <> 'capped'"),
    )
    op.create_index("ix_letter_recipient_made_at", "letter", ["recipient", "made_at"], unique=False)
    op.create_index("ix_letter_state_made_at", "letter", ["state", "made_at"], unique=False)
    op.create_index("ix_letter_ticket_id", "letter", ["ticket_id", "id"], unique=False)
    op.create_table(
        "letter_facts",
        sa.Column("letter_id", ID, autoincrement=False, nullable=False),
        sa.Column("facts", sa.Text(), server_default="", nullable=False),
        sa.Column("frame", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_letter_facts")),
    )
    op.create_table(
        "letter_raw",
        sa.Column("letter_id", ID, autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_letter_raw")),
    )
    op.create_table(
        "likeness",
        sa.Column("ticket_id", ID, autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("requester", sa.Text(), server_default="", nullable=False),
        sa.Column("client", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("incident", ID, server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_likeness")),
    )
    op.create_index("ix_likeness_at", "likeness", ["at", "ticket_id"], unique=False)
    op.create_index("ix_likeness_incident", "likeness", ["incident"], unique=False)
    op.create_table(
        "mailbox",
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("uidvalidity", ID, nullable=False),
        sa.Column("uid", ID, nullable=False),
        sa.PrimaryKeyConstraint("mailbox", "folder", name=op.f("pk_mailbox")),
    )
    op.create_table(
        "message",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("inbound_id", ID, server_default="0", nullable=False),
        sa.Column("letter_id", ID, server_default="0", nullable=False),
        sa.Column("direction", sa.Text(), server_default="", nullable=False),
        sa.Column("author", sa.Text(), server_default="", nullable=False),
        sa.Column("author_name", sa.Text(), server_default="", nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("origin", sa.Text(), server_default="", nullable=False),
        sa.Column("hand", sa.Text(), server_default="", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("words", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.Column("attachments", sa.Text(), server_default="", nullable=False),
        sa.Column("message_id", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index("ix_message_ticket_id", "message", ["ticket_id", "id"], unique=False)
    op.create_table(
        "participant",
        sa.Column("ticket_id", ID, autoincrement=False, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("part", sa.Text(), server_default="", nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("generation", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", "address", name=op.f("pk_participant")),
    )
    op.create_table(
        "person",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("client", sa.Text(), server_default="", nullable=False),
        sa.Column("mails", sa.Integer(), server_default="0", nullable=False),
        sa.Column("marked", sa.Integer(), server_default="0", nullable=False),
        sa.Column("bounced_at", sa.BigInteger(), nullable=True),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.Column("suspended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_person")),
    )
    op.create_table(
        "poll",
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("good_at", sa.BigInteger(), nullable=True),
        sa.Column("tried_at", sa.BigInteger(), nullable=True),
        sa.Column("trouble", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("mailbox", name=op.f("pk_poll")),
    )
    op.create_table(
        "promise",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.Column("to_customer", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("warned_at", sa.BigInteger(), nullable=True),
        sa.Column("climbed", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
    )
    op.create_index(
        "ix_promise_live",
        "promise",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'live'"),
        postgresql_where=sa.text("state = 'live'"),
    )
    op.create_index("ix_promise_state_ended_at", "promise", ["state", "ended_at"], unique=False)
    op.create_index("ix_promise_ticket_id", "promise", ["ticket_id"], unique=False)
    op.create_table(
        "raw",
        sa.Column("inbound_id", ID, autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("inbound_id", name=op.f("pk_raw")),
    )
    op.create_table(
        "rule_set",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fingerprint", sa.Text(), server_default="", nullable=False),
        sa.Column("live_at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("files", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_rule_set")),
    )
    op.create_table(
        "survey",
        sa.Column("ticket_id", ID, autoincrement=False, nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=False),
        sa.Column("overall", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), server_default="", nullable=False),
        sa.Column("answers", sa.Text(), server_default="", nullable=False),
        sa.Column("by", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_survey")),
    )
    op.create_index("ix_survey_address", "survey", ["address", "answered_at"], unique=False)
    op.create_table(
        "ticket",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("subject", sa.Text(), server_default="", nullable=False),
        sa.Column("requester", sa.Text(), server_default="", nullable=False),
        sa.Column("requester_name", sa.Text(), server_default="", nullable=False),
        sa.Column("client", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("timezone", sa.Text(), server_default="", nullable=False),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("team", sa.Text(), server_default="", nullable=False),
        sa.Column("desk_address", sa.Text(), server_default="", nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), server_default="", nullable=False),
        sa.Column("kind", sa.Text(), server_default="", nullable=False),
        sa.Column("urgency", sa.Text(), server_default="", nullable=False),
        sa.Column("impact", sa.Text(), server_default="", nullable=False),
        sa.Column("priority", sa.Text(), server_default="", nullable=False),
        sa.Column("answerable", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("proven", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("stranger", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("contact", sa.Text(), server_default="", nullable=False),
        sa.Column("set_number", sa.Integer(), server_default="0", nullable=False),
        sa.Column("set_apart_from", ID, server_default="0", nullable=False),
        sa.Column("previous", ID, server_default="0", nullable=False),
        sa.Column("merged_into", ID, server_default="0", nullable=False),
        sa.Column("incident", ID, server_default="0", nullable=False),
        sa.Column("complaint", ID, server_default="0", nullable=False),
        sa.Column("acknowledged_at", sa.BigInteger(), nullable=True),
        sa.Column("person_wrote_at", sa.BigInteger(), nullable=True),
        sa.Column("customer_wrote_at", sa.BigInteger(), nullable=True),
        sa.Column("restored_at", sa.BigInteger(), nullable=True),
        sa.Column("resolved_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("expected_at", sa.BigInteger(), nullable=True),
        sa.Column("expected_said_at", sa.BigInteger(), nullable=True),
        sa.Column("expected_warned_at", sa.BigInteger(), nullable=True),
        sa.Column("expected_firm_at", sa.BigInteger(), nullable=True),
        sa.Column("restore_due_at", sa.BigInteger(), nullable=True),
        sa.Column("restore_step", sa.Integer(), server_default="0", nullable=False),
        sa.Column("waiting_for", sa.Text(), server_default="", nullable=False),
        sa.Column("waiting_until", sa.BigInteger(), nullable=True),
        sa.Column("waiting_why", sa.Text(), server_default="", nullable=False),
        sa.Column("reminders", sa.Integer(), server_default="0", nullable=False),
        sa.Column("misses", sa.Integer(), server_default="0", nullable=False),
        sa.Column("chasers", sa.Integer(), server_default="0", nullable=False),
        sa.Column("reopened", sa.Integer(), server_default="0", nullable=False),
        sa.Column("generation", sa.Integer(), server_default="0", nullable=False),
        sa.Column("gap_seconds", sa.Integer(), server_default="0", nullable=False),
        sa.Column("follow_up_laid_at", sa.BigInteger(), nullable=True),
        sa.Column("followed_up_at", sa.BigInteger(), nullable=True),
        sa.Column("surveyed_at", sa.BigInteger(), nullable=True),
        sa.Column("survey_due_at", sa.BigInteger(), nullable=True),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
    )
    op.create_index("ix_ticket_client_opened_at", "ticket", ["client", "opened_at"], unique=False)
    op.create_index(
        "ix_ticket_next_at",
        "ticket",
        ["next_at"],
        unique=False,
        sqlite_where=sa.text("next_at is not null"),
        postgresql_where=sa.text("next_at is not null"),
    )
    op.create_index("ix_ticket_owner_state", "ticket", ["owner", "state"], unique=False)
    op.create_index("ix_ticket_requester_opened_at", "ticket", ["requester", "opened_at"], unique=False)
    op.create_index("ix_ticket_state_updated_at", "ticket", ["state", "updated_at"], unique=False)
    op.create_table(
        "turned_away",
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("domain", "day", "address", name=op.f("pk_turned_away")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for name, first in NUMBERED.items():
            op.execute(f"create sequence {name}_id start {first}")
        for table in ("inbound", "letter"):  # queues: what was done leaves dead rows in the partial indexes
            op.execute(f"alter table {table} set (autovacuum_vacuum_scale_factor = 0.02)")
        for table in ("raw", "letter_raw"):  # compressed already, or not worth it: the server need not try
            op.execute(f"alter table {table} alter column data set storage external")
