CREATE TABLE "insurer_cases" (
	"reference" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"policy_number" text,
	"customer_id" text NOT NULL,
	"on_behalf_of" text,
	"received_on" date NOT NULL,
	"branch" text NOT NULL,
	"status" text NOT NULL,
	"details" jsonb NOT NULL,
	"sample" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "id_number" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "phones" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "insured" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "beneficiaries" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "lapsed_on" date;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "ended_on" date;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "terms" jsonb DEFAULT '{"sumsInsured":[],"riders":[]}'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "insurer_cases_customer" ON "insurer_cases" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "insurer_cases_on_behalf_of" ON "insurer_cases" USING btree ("on_behalf_of") WHERE "insurer_cases"."on_behalf_of" is not null;--> statement-breakpoint
CREATE INDEX "insurer_cases_policy" ON "insurer_cases" USING btree ("policy_number");--> statement-breakpoint
CREATE INDEX "customers_phones" ON "customers" USING gin ("phones" jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "policies_customer" ON "policies" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "policies_insured" ON "policies" USING gin ("insured" jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "policies_beneficiaries" ON "policies" USING gin ("beneficiaries" jsonb_path_ops);--> statement-breakpoint
-- The samples are made anew, with what is kept of them now; of everybody else the phone stays the first one.
DELETE FROM "policies" WHERE "sample";--> statement-breakpoint
DELETE FROM "customers" WHERE "sample";--> statement-breakpoint
UPDATE "customers" SET "phones" = jsonb_build_array("phone");--> statement-breakpoint
ALTER TABLE "customers" DROP COLUMN "phone";