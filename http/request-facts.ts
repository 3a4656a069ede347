import type { IncomingMessage } from 'node:http';

/** What is known of a request before any route sees it. */
export const KNOWN = new WeakMap<IncomingMessage, { correlationId: string; tls: boolean }>();

/** The id that ties together the log lines of a request; the client sees it in `x-correlation-id`. */
export const correlationOf = (request: IncomingMessage): string => KNOWN.get(request)?.correlationId ?? '';

/** Whether its client came by TLS, as far as that can be believed. */
export const isTls = (request: IncomingMessage): boolean => KNOWN.get(request)?.tls ?? false;
