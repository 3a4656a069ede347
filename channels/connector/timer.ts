export { systemTimer, type Timer } from '../../services/timer.ts';
