import { phrases } from './phrases/phrases.ts';

/** What is said of the course of things and tells nothing of how somebody is; what each means stands in `course.yaml`. */
export const COURSE = phrases('course', ['of-a-call', 'of-a-place', 'goes-on', 'other-side']);
