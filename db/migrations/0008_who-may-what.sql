CREATE TABLE "sign_in_failures" (
	"account" text NOT NULL,
	"place" text NOT NULL,
	"failures" integer NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"forget_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sign_in_failures_account_place_pk" PRIMARY KEY("account","place")
);
--> statement-breakpoint
ALTER TABLE "agents" ADD COLUMN "disabled_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "sign_in_failures_forget" ON "sign_in_failures" USING btree ("forget_at");--> statement-breakpoint
CREATE INDEX "sessions_agent" ON "sessions" USING btree ("agent_id","expires_at");--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" USING btree ("expires_at");