CREATE TABLE "open_matters" (
	"conversation_id" text PRIMARY KEY NOT NULL,
	"since" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
-- Nobody waits for this: the conversations are read, and no lock of theirs is taken that a turn would mind. What a replica
-- of the version before begins meanwhile is noted later (`mendOpenMatters`).
INSERT INTO "open_matters" SELECT "id", "head_at" FROM "conversations" WHERE "state" -> 'stack' -> 0 IS NOT NULL;--> statement-breakpoint
CREATE INDEX "open_matters_since" ON "open_matters" USING btree ("since","conversation_id");