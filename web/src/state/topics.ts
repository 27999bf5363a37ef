import type { ServerMessage } from '../wire/protocol.ts';
import type { Store } from './store.ts';

const LONGEST_WAIT = 'Xivo-LongestWaitTime';

/** What one hears of by subscription, each message being all there is to know of one thing. Returns whether it was such a message. */
export function takeTopic(message: ServerMessage, store: Store): boolean {
  switch (message.class) {
    case 'my_calls':
      store.set('my_calls', message.calls);
      return true;
    case 'current_calls':
      store.set('current_calls', message.current_calls);
      return true;
    case 'exchange':
      store.set('exchange', { state: message.state, since: message.since });
      return true;
    case 'queueentryupdate':
      store.set(`queue_entries/${message.state.queue_id}`, message.state.entries);
      return true;
    case 'meetme_update':
      store.set('rooms', message.config);
      return true;
    case 'meetme_user':
      store.set('my_rooms', message.list);
      return true;
    case 'agent_status_update':
      store.set(`agent_status/${message.data.agent_id}`, message.data.status);
      return true;
    case 'endpoint_status_update':
      store.set(`endpoint_status/${message.data.endpoint_id}`, message.data.status);
      return true;
    case 'user_status_update':
      store.set(`user_status/${message.data.user_uuid}`, message.data.status);
      return true;
    case 'getqueuesstats':
      if (message.replyid !== undefined) return false; // the answer to a question about the past
      takeFigures(message.stats ?? {}, store);
      return true;
    default:
      return false;
  }
}

/** Live figures come in three parts, each of which has other fields; the longest wait is left out when nobody waits. */
function takeFigures(stats: { [queue: string]: object }, store: Store): void {
  for (const [queue, figures] of Object.entries(stats)) {
    const key = `queue_figures/${queue}`;
    const { [LONGEST_WAIT]: longest, ...others } = store.get<{ [LONGEST_WAIT]?: number }>(key) ?? {};
    const isAboutCallers = 'Xivo-WaitingCalls' in figures;
    store.set(key, { ...others, ...(isAboutCallers || longest === undefined ? {} : { [LONGEST_WAIT]: longest }), ...figures });
  }
}
