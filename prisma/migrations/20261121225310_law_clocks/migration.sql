-- CreateEnum
CREATE TYPE "TicketOutcome" AS ENUM ('supported', 'explained', 'notSupported');

-- AlterTable
ALTER TABLE "Clock" ADD COLUMN     "extendedDays" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "nextStepOn" TEXT,
ADD COLUMN     "pausedOn" TEXT;

-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN     "askDoneOn" TEXT,
ADD COLUMN     "mergedIntoId" UUID,
ADD COLUMN     "outcome" "TicketOutcome",
ADD COLUMN     "remedyOn" TEXT;

-- CreateTable
CREATE TABLE "Proposal" (
    "id" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "payloadEnc" TEXT NOT NULL,
    "proposedBy" UUID NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedBy" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "decision" TEXT,
    "reasonEnc" TEXT,

    CONSTRAINT "Proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reminder" (
    "clockId" UUID NOT NULL,
    "dueOn" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "reader" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Reminder_pkey" PRIMARY KEY ("clockId","dueOn","step","reader")
);

-- CreateTable
CREATE TABLE "Rating" (
    "id" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "stars" INTEGER NOT NULL,
    "wordsEnc" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Rating_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HolidayNotice" (
    "year" INTEGER NOT NULL,
    "days" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HolidayNotice_pkey" PRIMARY KEY ("year")
);

-- CreateIndex
CREATE INDEX "Proposal_ticketId_proposedAt_idx" ON "Proposal"("ticketId", "proposedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Rating_ticketId_accountId_key" ON "Rating"("ticketId", "accountId");

-- CreateIndex
CREATE INDEX "Ticket_mergedIntoId_idx" ON "Ticket"("mergedIntoId");

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_clockId_fkey" FOREIGN KEY ("clockId") REFERENCES "Clock"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rating" ADD CONSTRAINT "Rating_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Of all clocks ever started a handful is looked at each day: this holds those that still run, by the day of their next
-- step. The schema cannot say so.
CREATE INDEX "Clock_next_step_idx" ON "Clock"("nextStepOn") WHERE "satisfiedAt" IS NULL;
