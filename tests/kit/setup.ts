// The insurer's zone, on every machine.
process.env.TZ = 'Asia/Shanghai';
