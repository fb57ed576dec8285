-- CreateTable
CREATE TABLE "DigestDay" (
    "on" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DigestDay_pkey" PRIMARY KEY ("on")
);

-- What was told before there was a ledger stands in the outbox: it is not told again.
INSERT INTO "Reminder" ("clockId", "dueOn", "step", "reader", "outcome", "at")
SELECT c.id, c."dueOn", split_part(o."dedupeKey", ':', 3), o."target",
  CASE WHEN o."status" = 'superseded' THEN 'digest' ELSE 'sent' END, o."createdAt"
FROM "Outbox" o JOIN "Clock" c ON c.id::text = split_part(o."dedupeKey", ':', 2)
WHERE o."kind" = 'reminder' ON CONFLICT DO NOTHING;

-- Every clock that runs is looked at by the next run, which finds out when it has to be looked at again.
UPDATE "Clock" SET "nextStepOn" = "startedOn" WHERE "satisfiedAt" IS NULL AND "holder" = 'office';
