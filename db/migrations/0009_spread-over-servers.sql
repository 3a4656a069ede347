CREATE TABLE "case_references" (
	"reference" text PRIMARY KEY NOT NULL,
	"conversation_id" text NOT NULL
);
--> statement-breakpoint
-- Most of the copying comes before anything is locked.
INSERT INTO "case_references" SELECT "reference", "conversation_id" FROM "cases";--> statement-breakpoint
ALTER TABLE "case_deadlines" ADD COLUMN "conversation_id" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "case_deadlines" DROP CONSTRAINT "case_deadlines_case_id_name_pk";--> statement-breakpoint
ALTER TABLE "cases" DROP CONSTRAINT "cases_pkey", ADD CONSTRAINT "cases_conversation_id_id_pk" PRIMARY KEY("conversation_id","id");--> statement-breakpoint
ALTER TABLE "misses" DROP CONSTRAINT "misses_pkey", ADD CONSTRAINT "misses_conversation_id_id_pk" PRIMARY KEY("conversation_id","id");--> statement-breakpoint
-- What was opened while the copying went on: nobody writes any more now, until this is committed.
INSERT INTO "case_references" SELECT "reference", "conversation_id" FROM "cases" c WHERE NOT EXISTS (SELECT FROM "case_references" r WHERE r."reference" = c."reference");--> statement-breakpoint
UPDATE "case_deadlines" d SET "conversation_id" = c."conversation_id" FROM "cases" c WHERE c."id" = d."case_id";--> statement-breakpoint
ALTER TABLE "case_deadlines" ADD CONSTRAINT "case_deadlines_conversation_id_case_id_name_pk" PRIMARY KEY("conversation_id","case_id","name");--> statement-breakpoint
DROP INDEX "cases_conversation";--> statement-breakpoint
DROP INDEX "misses_conversation";--> statement-breakpoint
DROP INDEX "cases_reference";--> statement-breakpoint
CREATE INDEX "cases_reference" ON "cases" USING btree ("reference");
