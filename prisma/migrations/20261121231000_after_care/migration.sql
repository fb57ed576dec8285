-- CreateIndex
CREATE INDEX "Ticket_askDoneOn_idx" ON "Ticket"("askDoneOn");

-- CreateIndex
CREATE INDEX "Ticket_village_category_receivedOn_idx" ON "Ticket"("village", "category", "receivedOn");
