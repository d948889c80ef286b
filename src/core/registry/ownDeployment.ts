/** What the assistant has of its own, where the ids of deployments stand beside it. */
export const OWN = 'own';
