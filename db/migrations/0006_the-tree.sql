CREATE TABLE "checkpoint_anchors" (
	"size" bigint NOT NULL,
	"port" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"answer" "bytea",
	CONSTRAINT "checkpoint_anchors_size_port_pk" PRIMARY KEY("size","port")
);
--> statement-breakpoint
CREATE TABLE "checkpoints" (
	"size" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"note" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tree_leaves" (
	"index" bigint PRIMARY KEY NOT NULL,
	"conversation_id" text NOT NULL,
	"seq" integer NOT NULL,
	"head" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tree_progress" (
	"name" text PRIMARY KEY NOT NULL,
	"looked_until" timestamp (3) with time zone NOT NULL,
	"walked_to" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tree_tiles" (
	"level" integer NOT NULL,
	"index" bigint NOT NULL,
	"hashes" "bytea" NOT NULL,
	CONSTRAINT "tree_tiles_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
CREATE INDEX "tree_leaves_conversation" ON "tree_leaves" USING btree ("conversation_id","index");--> statement-breakpoint
CREATE INDEX "activities_at" ON "activities" USING brin ("at") WITH (autosummarize=true);