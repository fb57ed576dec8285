-- CreateEnum
CREATE TYPE "PolicyState" AS ENUM ('draft', 'published', 'replaced', 'rejected');

-- CreateEnum
CREATE TYPE "AnsweredVerdict" AS ENUM ('clauses', 'gap', 'notOurs');

-- CreateEnum
CREATE TYPE "ReceptionState" AS ENUM ('planned', 'published', 'closed');

-- CreateEnum
CREATE TYPE "BookingState" AS ENUM ('waiting', 'offered', 'booked', 'arrived', 'called', 'seen', 'noShow', 'cancelled', 'expired');

-- DropIndex
DROP INDEX "Clock_ticketId_rule_key";

-- AlterTable
ALTER TABLE "Clock" ADD COLUMN     "subject" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "Policy" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PolicyVersion" (
    "id" UUID NOT NULL,
    "policyId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" "PolicyState" NOT NULL,
    "title" TEXT NOT NULL,
    "number" TEXT,
    "issuer" TEXT,
    "effectiveOn" TEXT,
    "expiresOn" TEXT,
    "region" TEXT NOT NULL DEFAULT '',
    "supersedes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "link" TEXT,
    "decoy" BOOLEAN NOT NULL DEFAULT false,
    "summary" BOOLEAN NOT NULL DEFAULT false,
    "contentHash" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "importedBy" TEXT NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedBy" TEXT,
    "publishedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PolicyVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PolicyClause" (
    "versionId" UUID NOT NULL,
    "clauseId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "article" TEXT NOT NULL,
    "heading" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "standsFor" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "textHash" TEXT NOT NULL,

    CONSTRAINT "PolicyClause_pkey" PRIMARY KEY ("versionId","clauseId")
);

-- CreateTable
CREATE TABLE "PolicyRevision" (
    "id" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "PolicyRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DictionaryEntry" (
    "id" UUID NOT NULL,
    "word" TEXT NOT NULL,
    "means" TEXT[],
    "addedBy" TEXT NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "DictionaryEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnsweredQuestion" (
    "id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "verdict" "AnsweredVerdict" NOT NULL,
    "clauseIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "approved" BOOLEAN,
    "ticketId" UUID,
    "proposedBy" TEXT NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedBy" TEXT,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AnsweredQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PolicyAsk" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "questionEnc" TEXT NOT NULL,
    "band" TEXT NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,
    "why" TEXT NOT NULL DEFAULT '',
    "clauseIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "clauseId" TEXT,
    "versionId" UUID,
    "feedback" TEXT NOT NULL DEFAULT '',
    "ticketId" UUID,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "mutedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PolicyAsk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReceptionDay" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "ruleOn" TEXT NOT NULL,
    "township" TEXT NOT NULL DEFAULT '',
    "on" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "reasonWords" TEXT,
    "provisional" BOOLEAN NOT NULL,
    "state" "ReceptionState" NOT NULL,
    "director" TEXT,
    "directorId" UUID,
    "place" TEXT NOT NULL,
    "video" BOOLEAN NOT NULL DEFAULT false,
    "publishedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastQueued" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ReceptionDay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Seat" (
    "id" UUID NOT NULL,
    "dayId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "startsAt" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "reserved" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Seat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Booking" (
    "id" UUID NOT NULL,
    "draftId" UUID NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "dayId" UUID NOT NULL,
    "seatId" UUID,
    "state" "BookingState" NOT NULL,
    "accountId" UUID,
    "ticketId" UUID,
    "personHash" TEXT NOT NULL,
    "codeEnc" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "nameEnc" TEXT,
    "phoneEnc" TEXT,
    "wordsEnc" TEXT,
    "peopleEnc" TEXT,
    "needsEnc" TEXT,
    "madeBy" TEXT NOT NULL,
    "walkIn" BOOLEAN NOT NULL DEFAULT false,
    "priority" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "offeredUntil" TIMESTAMPTZ(3),
    "queueNumber" INTEGER,
    "arrivedAt" TIMESTAMPTZ(3),
    "calledAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "outcomeEnc" TEXT,

    CONSTRAINT "Booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReceptionPromise" (
    "id" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "bookingId" UUID,
    "textEnc" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "dueOn" TEXT NOT NULL,
    "madeBy" UUID NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),
    "doneBy" UUID,
    "confirmed" BOOLEAN,
    "askedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReceptionPromise_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Policy_key_key" ON "Policy"("key");

-- CreateIndex
CREATE INDEX "PolicyVersion_state_idx" ON "PolicyVersion"("state");

-- CreateIndex
CREATE UNIQUE INDEX "PolicyVersion_policyId_version_key" ON "PolicyVersion"("policyId", "version");

-- CreateIndex
CREATE INDEX "PolicyClause_clauseId_idx" ON "PolicyClause"("clauseId");

-- CreateIndex
CREATE INDEX "DictionaryEntry_word_idx" ON "DictionaryEntry"("word");

-- CreateIndex
CREATE INDEX "AnsweredQuestion_approved_verdict_idx" ON "AnsweredQuestion"("approved", "verdict");

-- CreateIndex
CREATE INDEX "AnsweredQuestion_ticketId_idx" ON "AnsweredQuestion"("ticketId");

-- CreateIndex
CREATE INDEX "PolicyAsk_accountId_askedAt_idx" ON "PolicyAsk"("accountId", "askedAt");

-- CreateIndex
CREATE INDEX "PolicyAsk_clauseId_idx" ON "PolicyAsk"("clauseId");

-- CreateIndex
CREATE INDEX "PolicyAsk_ticketId_idx" ON "PolicyAsk"("ticketId");

-- CreateIndex
CREATE INDEX "PolicyAsk_askedAt_idx" ON "PolicyAsk"("askedAt");

-- CreateIndex
CREATE INDEX "ReceptionDay_on_idx" ON "ReceptionDay"("on");

-- CreateIndex
CREATE UNIQUE INDEX "ReceptionDay_kind_ruleOn_township_key" ON "ReceptionDay"("kind", "ruleOn", "township");

-- CreateIndex
CREATE UNIQUE INDEX "Seat_dayId_position_key" ON "Seat"("dayId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Booking_draftId_key" ON "Booking"("draftId");

-- CreateIndex
CREATE INDEX "Booking_dayId_state_sequence_idx" ON "Booking"("dayId", "state", "sequence");

-- CreateIndex
CREATE INDEX "Booking_accountId_idx" ON "Booking"("accountId");

-- CreateIndex
CREATE INDEX "Booking_ticketId_idx" ON "Booking"("ticketId");

-- CreateIndex
CREATE INDEX "ReceptionPromise_ticketId_idx" ON "ReceptionPromise"("ticketId");

-- CreateIndex
CREATE INDEX "ReceptionPromise_bookingId_idx" ON "ReceptionPromise"("bookingId");

-- CreateIndex
CREATE INDEX "ReceptionPromise_dueOn_idx" ON "ReceptionPromise"("dueOn");

-- CreateIndex
CREATE UNIQUE INDEX "Clock_ticketId_rule_subject_key" ON "Clock"("ticketId", "rule", "subject");

-- AddForeignKey
ALTER TABLE "PolicyVersion" ADD CONSTRAINT "PolicyVersion_policyId_fkey" FOREIGN KEY ("policyId") REFERENCES "Policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PolicyClause" ADD CONSTRAINT "PolicyClause_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "PolicyVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Seat" ADD CONSTRAINT "Seat_dayId_fkey" FOREIGN KEY ("dayId") REFERENCES "ReceptionDay"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_dayId_fkey" FOREIGN KEY ("dayId") REFERENCES "ReceptionDay"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Booking" ADD CONSTRAINT "Booking_seatId_fkey" FOREIGN KEY ("seatId") REFERENCES "Seat"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- One text of a policy is in force at a time.
CREATE UNIQUE INDEX "PolicyVersion_published" ON "PolicyVersion"("policyId") WHERE state = 'published';

-- No seat twice, whatever two clerks or two hundred residents do at once.
CREATE UNIQUE INDEX "Booking_seat_taken" ON "Booking"("seatId")
  WHERE state IN ('offered', 'booked', 'arrived', 'called', 'seen', 'noShow');

-- One live booking for each matter and for each person.
CREATE UNIQUE INDEX "Booking_live_ticket" ON "Booking"("ticketId")
  WHERE state IN ('waiting', 'offered', 'booked', 'arrived', 'called');
CREATE UNIQUE INDEX "Booking_live_person" ON "Booking"("personHash")
  WHERE state IN ('waiting', 'offered', 'booked', 'arrived', 'called');

-- A code of the door opens one visit of its day.
CREATE UNIQUE INDEX "Booking_door_code" ON "Booking"("dayId", "codeHash");
