/** The severities of an alert, lowest first. */
export const severityNames = ['Informational', 'Low', 'Medium', 'High'] as const;
