import type { HeldValidation } from '../../workspace/settings/heldValidationSchema.js';
import type { ValidationPolicy } from '../../workspace/settings/validationSchema.js';

/** Which rules of a policy a validation was made without, or with less; none where it kept to all of them. */
export function looserThan(made: ValidationPolicy, held: HeldValidation = {}): string[] {
  const tolerances = Object.entries(held.tolerance ?? {}).flatMap(([gate, allowed]) => {
    const was = made.tolerance[gate as keyof ValidationPolicy['tolerance']];
    return allowed !== undefined && was > allowed ? [`tolerance.${gate}`] : [];
  });
  const numbers = (
    ['significance', 'minimumQueries', 'minimumAnnotated', 'minimumEntries'] as const
  ).filter((key) => made[key] < (held[key] ?? 0));
  const gates = (held.required ?? []).filter((gate) => !made.required.includes(gate));
  return [...tolerances, ...numbers, ...gates.map((gate) => `required.${gate}`)];
}
