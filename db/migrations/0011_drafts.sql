ALTER TABLE "cases" ADD COLUMN "facts" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "notes" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "submitted_at" timestamp (3) with time zone;--> statement-breakpoint
-- What was left undone stood in a kind of its own, with the forms that were in hand: it is the draft of what it was
-- about. What was erased of it stays erased.
UPDATE "cases" SET
  "kind" = CASE WHEN "data" -> 'stack' -> -1 ->> 'dialog' = 'report-incident' THEN 'incident' ELSE 'matter' END,
  "step" = 'draft',
  "data" = coalesce("data" -> 'stack' -> -1 -> 'state' -> 'filled', '{}')
    || CASE WHEN "data" -> 'stack' -> -1 ->> 'dialog' = 'report-incident' THEN '{}'
       ELSE jsonb_build_object('intent', "data" -> 'stack' -> -1 -> 'dialog') END
WHERE "kind" = 'unfinished' AND "data" ? 'stack';--> statement-breakpoint
UPDATE "cases" SET "kind" = 'matter', "step" = 'draft' WHERE "kind" = 'unfinished';