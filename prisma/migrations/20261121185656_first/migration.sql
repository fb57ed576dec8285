-- CreateEnum
CREATE TYPE "OfficerRole" AS ENUM ('officer', 'supervisor', 'director', 'admin');

-- CreateEnum
CREATE TYPE "InboxStatus" AS ENUM ('waiting', 'handled', 'parked');

-- CreateEnum
CREATE TYPE "OutboxStatus" AS ENUM ('waiting', 'sending', 'sent', 'closed', 'refused', 'unreachable', 'uncertain', 'cancelled', 'superseded');

-- CreateEnum
CREATE TYPE "TicketKind" AS ENUM ('consultation', 'suggestion', 'claim', 'accusation');

-- CreateEnum
CREATE TYPE "TicketState" AS ENUM ('received', 'accepted', 'redirected', 'answered', 'executing', 'inReview', 'inRecheck', 'closed', 'withdrawn');

-- CreateTable
CREATE TABLE "OfficeVersion" (
    "id" SERIAL NOT NULL,
    "hash" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "importedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OfficeVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Officer" (
    "id" UUID NOT NULL,
    "nameEnc" TEXT NOT NULL,
    "nameHash" TEXT NOT NULL,
    "role" "OfficerRole" NOT NULL,
    "unit" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "leftAt" TIMESTAMPTZ(3),

    CONSTRAINT "Officer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invite" (
    "id" UUID NOT NULL,
    "officerId" UUID NOT NULL,
    "codeHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Resident" (
    "id" UUID NOT NULL,
    "nameEnc" TEXT,
    "phoneEnc" TEXT,
    "phoneHash" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Resident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "externalHash" TEXT NOT NULL,
    "externalEnc" TEXT NOT NULL,
    "nameEnc" TEXT,
    "language" TEXT NOT NULL DEFAULT 'zh',
    "residentId" UUID,
    "officerId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "unreachableAt" TIMESTAMPTZ(3),

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Room" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "externalHash" TEXT NOT NULL,
    "externalEnc" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Room_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "accountId" UUID NOT NULL,
    "roomId" UUID,
    "stateEnc" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Inbox" (
    "id" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "conversationKey" TEXT NOT NULL,
    "payloadEnc" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "status" "InboxStatus" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMPTZ(3) NOT NULL,
    "handledAt" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "Inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" BIGSERIAL NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "lane" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "paramsEnc" TEXT NOT NULL,
    "accountId" UUID,
    "roomId" UUID,
    "target" TEXT NOT NULL,
    "ticketId" UUID,
    "eventSeq" INTEGER,
    "statutory" BOOLEAN NOT NULL DEFAULT false,
    "repeats" INTEGER NOT NULL DEFAULT 0,
    "status" "OutboxStatus" NOT NULL DEFAULT 'waiting',
    "notBefore" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),
    "messageId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "deliveredAt" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "Outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Mailbox" (
    "key" TEXT NOT NULL,
    "lastSeq" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Mailbox_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "MailboxMessage" (
    "id" UUID NOT NULL,
    "mailboxKey" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "sourceKey" TEXT NOT NULL,
    "mine" BOOLEAN NOT NULL,
    "contentEnc" TEXT NOT NULL,
    "secretEnc" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "editedAt" TIMESTAMPTZ(3),
    "confirmedAt" TIMESTAMPTZ(3),

    CONSTRAINT "MailboxMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoomRead" (
    "officerId" UUID NOT NULL,
    "mailboxKey" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,

    CONSTRAINT "RoomRead_pkey" PRIMARY KEY ("officerId","mailboxKey")
);

-- CreateTable
CREATE TABLE "StaffSession" (
    "id" UUID NOT NULL,
    "secretHash" TEXT NOT NULL,
    "officerId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "StaffSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TicketCounter" (
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "TicketCounter_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "Ticket" (
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "draftId" UUID NOT NULL,
    "kind" "TicketKind" NOT NULL,
    "state" "TicketState" NOT NULL,
    "sealed" BOOLEAN NOT NULL,
    "category" TEXT NOT NULL,
    "township" TEXT,
    "village" TEXT,
    "placeEnc" TEXT,
    "unit" TEXT NOT NULL,
    "accusedUnit" TEXT,
    "anonymous" BOOLEAN NOT NULL,
    "accountId" UUID NOT NULL,
    "residentId" UUID,
    "language" TEXT NOT NULL,
    "queryCodeHash" TEXT NOT NULL,
    "holderId" UUID,
    "claimUntil" TIMESTAMPTZ(3),
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedOn" TEXT NOT NULL,
    "acceptedOn" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),
    "stateBefore" "TicketState",
    "eventCount" INTEGER NOT NULL DEFAULT 0,
    "eventHash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TicketEvent" (
    "ticketId" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "payloadEnc" TEXT,
    "commitment" TEXT NOT NULL,
    "sourceHash" TEXT,
    "hash" TEXT NOT NULL,

    CONSTRAINT "TicketEvent_pkey" PRIMARY KEY ("ticketId","seq")
);

-- CreateTable
CREATE TABLE "Clock" (
    "id" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "ruleVersion" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "startedOn" TEXT NOT NULL,
    "rawLastDay" TEXT NOT NULL,
    "dueOn" TEXT NOT NULL,
    "remindOn" TEXT NOT NULL,
    "provisional" BOOLEAN NOT NULL,
    "pausedDays" INTEGER NOT NULL DEFAULT 0,
    "satisfiedAt" TIMESTAMPTZ(3),
    "satisfiedBy" TEXT,

    CONSTRAINT "Clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Card" (
    "ticketId" UUID NOT NULL,
    "roomId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "messageId" TEXT,

    CONSTRAINT "Card_pkey" PRIMARY KEY ("ticketId","roomId")
);

-- CreateTable
CREATE TABLE "File" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "media" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "nameEnc" TEXT,
    "contentHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "File_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attachment" (
    "ticketId" UUID NOT NULL,
    "fileId" UUID NOT NULL,
    "eventSeq" INTEGER NOT NULL,

    CONSTRAINT "Attachment_pkey" PRIMARY KEY ("ticketId","fileId")
);

-- CreateTable
CREATE TABLE "Guess" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "windowEnd" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Guess_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "JobRun" (
    "job" TEXT NOT NULL,
    "slot" TIMESTAMPTZ(3) NOT NULL,
    "owner" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "JobRun_pkey" PRIMARY KEY ("job","slot")
);

-- CreateIndex
CREATE UNIQUE INDEX "Officer_nameHash_key" ON "Officer"("nameHash");

-- CreateIndex
CREATE UNIQUE INDEX "Invite_codeHash_key" ON "Invite"("codeHash");

-- CreateIndex
CREATE INDEX "Resident_phoneHash_idx" ON "Resident"("phoneHash");

-- CreateIndex
CREATE INDEX "Account_residentId_idx" ON "Account"("residentId");

-- CreateIndex
CREATE INDEX "Account_officerId_idx" ON "Account"("officerId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_channel_externalHash_key" ON "Account"("channel", "externalHash");

-- CreateIndex
CREATE UNIQUE INDEX "Room_channel_externalHash_key" ON "Room"("channel", "externalHash");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_key_key" ON "Conversation"("key");

-- CreateIndex
CREATE INDEX "Conversation_accountId_idx" ON "Conversation"("accountId");

-- CreateIndex
CREATE INDEX "Inbox_conversationKey_id_idx" ON "Inbox"("conversationKey", "id");

-- CreateIndex
CREATE INDEX "Inbox_status_nextAt_idx" ON "Inbox"("status", "nextAt");

-- CreateIndex
CREATE UNIQUE INDEX "Inbox_channel_messageId_key" ON "Inbox"("channel", "messageId");

-- CreateIndex
CREATE UNIQUE INDEX "Outbox_dedupeKey_key" ON "Outbox"("dedupeKey");

-- CreateIndex
CREATE INDEX "Outbox_status_notBefore_idx" ON "Outbox"("status", "notBefore");

-- CreateIndex
CREATE INDEX "Outbox_target_status_id_idx" ON "Outbox"("target", "status", "id");

-- CreateIndex
CREATE INDEX "Outbox_target_sentAt_idx" ON "Outbox"("target", "sentAt");

-- CreateIndex
CREATE INDEX "Outbox_target_messageId_idx" ON "Outbox"("target", "messageId");

-- CreateIndex
CREATE INDEX "Outbox_ticketId_idx" ON "Outbox"("ticketId");

-- CreateIndex
CREATE UNIQUE INDEX "MailboxMessage_mailboxKey_sourceKey_key" ON "MailboxMessage"("mailboxKey", "sourceKey");

-- CreateIndex
CREATE UNIQUE INDEX "MailboxMessage_mailboxKey_seq_key" ON "MailboxMessage"("mailboxKey", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "StaffSession_secretHash_key" ON "StaffSession"("secretHash");

-- CreateIndex
CREATE INDEX "StaffSession_officerId_idx" ON "StaffSession"("officerId");

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_draftId_key" ON "Ticket"("draftId");

-- CreateIndex
CREATE INDEX "Ticket_accountId_idx" ON "Ticket"("accountId");

-- CreateIndex
CREATE INDEX "Ticket_residentId_idx" ON "Ticket"("residentId");

-- CreateIndex
CREATE INDEX "Ticket_state_unit_idx" ON "Ticket"("state", "unit");

-- CreateIndex
CREATE INDEX "Ticket_holderId_state_idx" ON "Ticket"("holderId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Ticket_year_sequence_key" ON "Ticket"("year", "sequence");

-- CreateIndex
CREATE INDEX "TicketEvent_sourceHash_idx" ON "TicketEvent"("sourceHash");

-- CreateIndex
CREATE INDEX "Clock_satisfiedAt_remindOn_idx" ON "Clock"("satisfiedAt", "remindOn");

-- CreateIndex
CREATE UNIQUE INDEX "Clock_ticketId_rule_key" ON "Clock"("ticketId", "rule");

-- CreateIndex
CREATE INDEX "Card_roomId_messageId_idx" ON "Card"("roomId", "messageId");

-- CreateIndex
CREATE INDEX "File_accountId_idx" ON "File"("accountId");

-- AddForeignKey
ALTER TABLE "Invite" ADD CONSTRAINT "Invite_officerId_fkey" FOREIGN KEY ("officerId") REFERENCES "Officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_officerId_fkey" FOREIGN KEY ("officerId") REFERENCES "Officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Outbox" ADD CONSTRAINT "Outbox_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Outbox" ADD CONSTRAINT "Outbox_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailboxMessage" ADD CONSTRAINT "MailboxMessage_mailboxKey_fkey" FOREIGN KEY ("mailboxKey") REFERENCES "Mailbox"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ticket" ADD CONSTRAINT "Ticket_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TicketEvent" ADD CONSTRAINT "TicketEvent_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Clock" ADD CONSTRAINT "Clock_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Card" ADD CONSTRAINT "Card_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Card" ADD CONSTRAINT "Card_roomId_fkey" FOREIGN KEY ("roomId") REFERENCES "Room"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "Ticket"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "File"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
