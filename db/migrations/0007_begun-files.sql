ALTER TABLE "attachments" ADD COLUMN "begun_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "attachments_begun" ON "attachments" USING btree ("begun_at") WHERE "attachments"."begun_at" is not null;--> statement-breakpoint
-- Pieces that a killed process left before their files were noted: they are swept like those that are begun from now on.
INSERT INTO "attachments" ("id", "conversation_id", "name", "content_type", "created_at", "begun_at")
SELECT DISTINCT "attachment_id", '', '', '', now(), now() FROM "attachment_chunks"
WHERE NOT EXISTS (SELECT 1 FROM "attachments" WHERE "attachments"."id" = "attachment_chunks"."attachment_id");
