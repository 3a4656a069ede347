CREATE TABLE "misses" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"conversation_id" text NOT NULL,
	"question" text NOT NULL,
	"product" text,
	"locale" text NOT NULL,
	"nearest" jsonb NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"resolved_by" text
);
--> statement-breakpoint
CREATE INDEX "misses_key" ON "misses" USING btree ("key");--> statement-breakpoint
CREATE INDEX "misses_conversation" ON "misses" USING btree ("conversation_id");