-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "consentVersion" INTEGER,
ADD COLUMN     "consentedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Inbox" ADD COLUMN     "awaitsFiles" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "bundle" TEXT;

-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN     "partIds" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Room" ADD COLUMN     "formerHash" TEXT,
ADD COLUMN     "name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "thread" TEXT;

-- AlterTable
ALTER TABLE "Ticket" ADD COLUMN     "consentVersion" INTEGER;

-- CreateTable
CREATE TABLE "RoomInvite" (
    "id" UUID NOT NULL,
    "codeHash" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RoomInvite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HandOver" (
    "id" UUID NOT NULL,
    "codeHash" TEXT NOT NULL,
    "accountId" UUID NOT NULL,
    "stateEnc" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "HandOver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Pause" (
    "target" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Pause_pkey" PRIMARY KEY ("target")
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "aliveAt" TIMESTAMPTZ(3),

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "RoomInvite_codeHash_key" ON "RoomInvite"("codeHash");

-- CreateIndex
CREATE UNIQUE INDEX "HandOver_codeHash_key" ON "HandOver"("codeHash");

-- DropIndex
DROP INDEX "Inbox_status_nextAt_idx";

-- DropIndex
DROP INDEX "Outbox_status_notBefore_idx";

-- What waits is a handful among everything that ever came and went: these hold the handful, in the order it is claimed
-- in. The schema cannot say so.
CREATE INDEX "Inbox_waiting_idx" ON "Inbox"("id") WHERE "status" = 'waiting';
CREATE INDEX "Inbox_waiting_conversation_idx" ON "Inbox"("conversationKey", "id") WHERE "status" = 'waiting';
CREATE INDEX "Outbox_waiting_idx" ON "Outbox"("lane", "id") WHERE "status" = 'waiting';
CREATE INDEX "Outbox_sending_idx" ON "Outbox"("leaseUntil") WHERE "status" = 'sending';
CREATE INDEX "Outbox_open_target_idx" ON "Outbox"("target", "id") WHERE "status" IN ('sending', 'waiting');

-- Each row of these changes several times within seconds: what is left behind is cleared away often.
ALTER TABLE "Inbox" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE "Outbox" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);
