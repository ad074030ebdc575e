// The install tree as the page uses it: each task with its path, its kind, and the tasks that run for each of its rows.

const KINDS = [
  { kind: 'others', field: 'others', label: 'Others' },
  { kind: 'accounts', field: 'accounts', label: 'Accounts' },
  { kind: 'balances', field: 'balances', label: 'Balances' },
  { kind: 'external-accounts', field: 'externalAccounts', label: 'External accounts' },
  { kind: 'payments', field: 'payments', label: 'Payments' },
  { kind: 'webhooks', field: 'webhooks', label: 'Create webhooks' },
  { kind: 'orders', field: 'orders', label: 'Orders at the exchange' },
  { kind: 'conversions', field: 'conversions', label: 'Conversions' },
];

/** The tasks of the workflow that `install` returned, in the order of the menu. */
export function readTree(workflow, parent = null) {
  return workflow.flatMap(task => {
    const type = KINDS[task.taskType] ?? KINDS[0];
    const node = {
      ...type,
      label: type.kind === 'others' ? words(task.name) : type.label,
      name: task.name,
      periodically: task.periodically,
      parent,
      depth: parent ? parent.depth + 1 : 0,
      path: parent ? parent.path + '/' + task.name : task.name,
    };
    const children = readTree(task.nextTasks ?? [], node);
    node.children = children.filter(child => child.parent === node);
    return [node, ...children];
  });
}

function words(name) {
  const text = name.replace(/^fetch[_-]/, '').replace(/[_-]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What identifies a row among those of its kind. */
export function rowName(row) {
  return String(row.reference ?? row.accountReference ?? row.id ?? '');
}

/** What the tasks that follow get as `fromPayload` for a row. */
export function payloadOf(row) {
  return row.other ?? row;
}
