import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The process's Prometheus metrics, served at `/metrics`. */
export const registry = new Registry();

collectDefaultMetrics({ register: registry });

const registers = [registry];

export const turns = new Counter({
  name: 'policydesk_turns_total',
  help: 'Turns that were committed, by channel and by what they came to.',
  labelNames: ['channel', 'outcome'] as const,
  registers,
});

export const turnSeconds = new Histogram({
  name: 'policydesk_turn_seconds',
  help: 'Time from a message’s arrival to its committed turn.',
  labelNames: ['channel'] as const,
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers,
});

export const queueLength = new Gauge({
  name: 'policydesk_queue_length',
  help: 'Customers who wait for a person.',
  registers,
});

export const openStreams = new Gauge({
  name: 'policydesk_streams_open',
  help: 'Open Direct Line streams of this process.',
  registers,
});

export const deliveries = new Counter({
  name: 'policydesk_deliveries_total',
  help: 'Tries to deliver to a push channel, by their outcome: accepted, retried, given-up.',
  labelNames: ['channel', 'outcome'] as const,
  registers,
});

export const leaves = new Counter({
  name: 'policydesk_checkpoint_leaves_total',
  help: 'Heads of conversations that were added to the signed tree.',
  registers,
});

export const anchors = new Counter({
  name: 'policydesk_anchors_total',
  help: 'Checkpoints that were handed out, by the way that they went and what came of it: accepted, failed.',
  labelNames: ['port', 'outcome'] as const,
  registers,
});

export const errors = new Counter({
  name: 'policydesk_errors_total',
  help: 'Errors that somebody should look at, by where they happened.',
  labelNames: ['where'] as const,
  registers,
});

export const codes = new Counter({
  name: 'policydesk_codes_total',
  help: 'One-time codes to customers, by what came of sending them: sent, failed (and tried again), given-up.',
  labelNames: ['outcome'] as const,
  registers,
});

export const modelCalls = new Counter({
  name: 'policydesk_model_calls_total',
  help: 'Messages that the built-in reading was unsure of, by what came of asking the model: used, unchanged, late, refused, unreachable, invalid, called-off; or, without asking it, open-circuit, too-many.',
  labelNames: ['outcome'] as const,
  registers,
});

export const modelSeconds = new Histogram({
  name: 'policydesk_model_seconds',
  help: 'Time from asking the model to its answer, or to going on without it.',
  buckets: [0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2.5, 5],
  registers,
});

export const cutOff = new Counter({
  name: 'policydesk_slow_clients_total',
  help: 'Clients that were given up because they sent a body or took an answer too slowly, or asked too much at once.',
  labelNames: ['side'] as const,
  registers,
});
