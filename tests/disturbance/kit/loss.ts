import { execFileSync } from 'node:child_process';

/**
 * Loses packets to and from one port of the loopback, by a rule of the kernel. The rule is taken away when told, and with
 * this process however it is told to end. Needs root's rights.
 */
export class Loss {
  readonly #port: number;
  #rules: string[][] = [];
  readonly #stopWithUs = () => this.none();

  constructor(port: number) {
    this.#port = port;
    process.once('exit', this.#stopWithUs);
  }

  /** Loses this share of the packets, each way, from now on. */
  lose(share: number): void {
    this.none();
    const chance = share >= 1 ? [] : ['-m', 'statistic', '--mode', 'random', '--probability', String(share)];
    for (const side of ['--dport', '--sport']) {
      const rule = ['INPUT', '-i', 'lo', '-p', 'tcp', side, String(this.#port), ...chance, '-j', 'DROP'];
      iptables(['-I', ...rule]);
      this.#rules.push(rule);
    }
  }

  /** Every packet passes again. */
  none(): void {
    for (const rule of this.#rules.splice(0)) iptables(['-D', ...rule]);
  }

  close(): void {
    this.none();
    process.off('exit', this.#stopWithUs);
  }
}

const iptables = (args: readonly string[]) =>
  execFileSync('iptables', ['-w', '5', ...args], { stdio: 'ignore', timeout: 10_000 });
