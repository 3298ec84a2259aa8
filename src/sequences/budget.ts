/** Operations that may still be spent; counted, never timed, so that the output is deterministic. */
export interface Budget {
  left: number;
}

/** Takes `operations` off the budget; false, and nothing is taken, when it does not suffice. */
export function spend(budget: Budget, operations: number): boolean {
  if (operations > budget.left) return false;
  budget.left -= operations;
  return true;
}
