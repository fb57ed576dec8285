-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "personId" UUID;

-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN     "copyOfKey" TEXT,
ADD COLUMN     "forAccountId" UUID,
ADD COLUMN     "pointedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "preferredAccountId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JoinCode" (
    "id" UUID NOT NULL,
    "codeHash" TEXT NOT NULL,
    "accountId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "JoinCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReplyWindow" (
    "accountHash" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "heardAt" TIMESTAMPTZ(3),
    "until" TIMESTAMPTZ(3),
    "left" INTEGER NOT NULL DEFAULT 0,
    "briefAt" TIMESTAMPTZ(3),
    "briefUntil" TIMESTAMPTZ(3),
    "briefLeft" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ReplyWindow_pkey" PRIMARY KEY ("accountHash")
);

-- CreateTable
CREATE TABLE "NoticeConsent" (
    "accountHash" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "times" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NoticeConsent_pkey" PRIMARY KEY ("accountHash","template")
);

-- CreateIndex
CREATE UNIQUE INDEX "JoinCode_codeHash_key" ON "JoinCode"("codeHash");

-- CreateIndex
CREATE INDEX "JoinCode_accountId_idx" ON "JoinCode"("accountId");

-- CreateIndex
CREATE INDEX "Account_personId_idx" ON "Account"("personId");

-- CreateIndex
CREATE INDEX "Outbox_copyOfKey_idx" ON "Outbox"("copyOfKey");

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
