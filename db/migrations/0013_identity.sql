CREATE TABLE "identity_tries" (
	"key" text PRIMARY KEY NOT NULL,
	"tries" integer NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verification_codes" (
	"conversation_id" text NOT NULL,
	"nonce" text NOT NULL,
	"phone" text,
	"locale" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "verification_codes_conversation_id_nonce_pk" PRIMARY KEY("conversation_id","nonce")
);
--> statement-breakpoint
CREATE INDEX "identity_tries_until" ON "identity_tries" USING btree ("until");--> statement-breakpoint
CREATE INDEX "verification_codes_due" ON "verification_codes" USING btree ("due_at");