CREATE TABLE "activities" (
	"conversation_id" text NOT NULL,
	"seq" integer NOT NULL,
	"id" text NOT NULL,
	"message_id" text,
	"role" text NOT NULL,
	"audience" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"activity" jsonb,
	"salt" text,
	"digest" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "activities_conversation_id_seq_pk" PRIMARY KEY("conversation_id","seq")
);
--> statement-breakpoint
CREATE TABLE "agents" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text NOT NULL,
	"failed_attempts" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" text PRIMARY KEY NOT NULL,
	"conversation_id" text NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"content" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_deadlines" (
	"case_id" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "case_deadlines_case_id_name_pk" PRIMARY KEY("case_id","name")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"kind" text NOT NULL,
	"conversation_id" text NOT NULL,
	"policy_number" text,
	"step" text NOT NULL,
	"data" jsonb NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"transport" text NOT NULL,
	"user_id" text NOT NULL,
	"locale" text NOT NULL,
	"floor" text NOT NULL,
	"state" jsonb NOT NULL,
	"reference" jsonb,
	"head_seq" integer NOT NULL,
	"head_hash" text NOT NULL,
	"head_at" timestamp (3) with time zone NOT NULL,
	"queued_at" timestamp (3) with time zone,
	"urgency" integer DEFAULT 0 NOT NULL,
	"handoff_reason" text,
	"agent_id" text,
	"closed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"phone" text NOT NULL,
	"sample" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"conversation_id" text PRIMARY KEY NOT NULL,
	"transport" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"wakes" integer DEFAULT 1 NOT NULL,
	"due_at" timestamp (3) with time zone,
	"leased_by" text,
	"leased_until" timestamp (3) with time zone,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "disclosures" (
	"conversation_id" text NOT NULL,
	"entry_id" text NOT NULL,
	"product" text NOT NULL,
	"version" text NOT NULL,
	"clause" text NOT NULL,
	"words_hash" text NOT NULL,
	"shown_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answer_id" text,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "disclosures_conversation_id_entry_id_product_clause_pk" PRIMARY KEY("conversation_id","entry_id","product","clause")
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"number" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"product" text NOT NULL,
	"version" text NOT NULL,
	"plate" text,
	"from" date NOT NULL,
	"until" date NOT NULL,
	"status" text NOT NULL,
	"sample" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "secrets" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"agent_id" text NOT NULL,
	"csrf" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "activities_message" ON "activities" USING btree ("conversation_id","message_id") WHERE "activities"."message_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "agents_email" ON "agents" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_reference" ON "cases" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "cases_conversation" ON "cases" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "conversations_attended" ON "conversations" USING btree ("floor","queued_at") WHERE "conversations"."floor" <> 'bot';--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("transport","due_at") WHERE "deliveries"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "policies_plate" ON "policies" USING btree ("plate");