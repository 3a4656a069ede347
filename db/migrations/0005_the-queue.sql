ALTER TABLE "conversations" ADD COLUMN "origin" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "crowd" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "conversations_queue" ON "conversations" USING btree ("crowd",(- "urgency"),"queued_at","id") WHERE "conversations"."floor" = 'queue';--> statement-breakpoint
CREATE INDEX "conversations_origin" ON "conversations" USING btree ("origin") WHERE "conversations"."floor" = 'queue';--> statement-breakpoint
CREATE INDEX "conversations_agent" ON "conversations" USING btree ("agent_id") WHERE "conversations"."floor" = 'agent';