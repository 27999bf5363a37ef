/** Every text that people read or hear, in English. Texts with parts are functions; other languages have the same ones, or do not compile. */

const plural = new Intl.PluralRules('en');
const count = (n: number, one: string, other: string) => `${n} ${plural.select(n) === 'one' ? one : other}`;
const among = (who: string, queue?: string) => (queue ? `${who}, ${queue}` : who);

export const en = {
  language: 'English',
  locale: 'en-GB',
  product: 'Crosspoint',
  close: 'Close',
  unknownCaller: 'Unknown caller',

  signIn: {
    title: 'Sign in',
    login: 'Login',
    password: 'Password',
    showPassword: 'Show password',
    keep: 'Keep me signed in here',
    submit: 'Sign in',
    going: 'Signing in…',
    demo: 'This is a demo. Look around as',
    demoAs: (name: string) => `Sign in as ${name}`,
  },
  /** Why nobody is signed in, by the server's word for it. */
  signedOut: {
    login_password: 'Login or password is wrong.',
    user_not_found: 'This user may not sign in. Ask your administrator.',
    capaid_undefined: 'This user has no profile. Ask your administrator.',
    token_unknown: 'You have been signed out. Sign in again.',
    sent_away: 'You have been signed out.',
    turned_away: 'The server has ended the connection. Sign in again.',
    other: (why: string) => `Signing in failed: ${why}`,
  },

  nav: { label: 'Pages', people: 'People', history: 'History', services: 'Services' },
  newMissed: (n: number) => count(n, 'new missed call', 'new missed calls'),
  unheard: (n: number) => count(n, 'new voice message', 'new voice messages'),
  settings: 'Settings',
  me: (name: string, number: string) => `${name}, ${number}`,
  signOut: 'Sign out',
  signOutEverywhere: 'Sign out everywhere',
  presence: (name: string) => `Presence: ${name}`,

  find: {
    label: 'Name or number',
    results: 'Found',
    dial: (number: string) => `Call ${number}`,
    none: (text: string) => `Nobody found for “${text}”.`,
    noneButNumber: (text: string) => `Nobody found for “${text}”. Enter calls the number.`,
    said: (n: number, first: string) => `${n === 1 ? '1 person' : `${n} people`}. ${first}.`,
    elsewhere: 'Directories',
  },

  state: {
    free: 'free',
    ringing: 'ringing',
    call: 'in a call',
    hold: 'on hold',
    away: 'away',
    dnd: 'do not disturb',
    gone: 'signed out',
    unreachable: 'unreachable',
    withYou: 'with you',
  },
  forwardedTo: (to: string) => `all calls to ${to}`,
  noLine: 'no line',

  people: {
    favorites: 'Favourites',
    all: 'All people',
    noFavorites: 'No favourites yet. Press ★ beside a person.',
    nobody: 'There is nobody here yet.',
    call: (name: string, number: string) => `Call ${name}, ${number}`,
    addFavorite: (name: string) => `Make ${name} a favourite`,
    row: (name: string, number: string, state: string, more: string) => [name, number, state, more].filter(Boolean).join(', '),
  },

  calls: {
    label: 'Calls',
    none: 'No call.',
    state: {
      dialling: 'calling',
      ringing: 'rings',
      up: 'in a call',
      hold: 'on hold',
      consult: 'asking first',
    },
    youCalled: 'you called',
    forYou: 'for you directly',
    answer: 'Answer',
    decline: 'Decline',
    hold: 'Hold',
    resume: 'Resume',
    hangUp: 'Hang up',
    transfer: 'Transfer',
    askFirst: 'Ask first',
    toMailbox: 'To mailbox',
    complete: 'Complete transfer',
    back: (name: string) => `Back to ${name}`,
    transferTo: (name: string) => `Transfer ${name} to…`,
    waits: (name: string) => `${name} waits`,
    ringMeAt: 'My calls ring at',
    mobile: 'Mobile',
    line: (number: string) => `Phone ${number}`,
  },

  results: {
    label: 'Just now',
    transfer: (who: string, to: string, outcome: string) => `${who} → ${to}: ${outcome}`,
    outcome: {
      pending: 'ringing',
      answered: 'answered',
      busy: 'busy',
      noanswer: 'no answer',
      gone: 'the call is gone',
    },
    call: {
      ended: (who: string, time: string) => `Call with ${who} ended after ${time}.`,
      busy: (who: string) => `${who} is busy.`,
      noanswer: (who: string) => `${who} does not answer.`,
      unreachable: (who: string) => `${who} can’t be reached.`,
      refused: (who: string) => `${who} declined the call.`,
      missed: (who: string) => `You missed a call from ${who}.`,
      elsewhere: (who: string) => `The call from ${who} was answered elsewhere.`,
      declined: (who: string) => `You declined the call from ${who}.`,
      cancelled: (who: string) => `You ended the call to ${who}.`,
    },
  },

  history: {
    missed: 'Missed',
    made: 'Made',
    received: 'Received',
    allCalls: 'All calls',
    callBack: 'Call back',
    callBackTo: (name: string) => `Call back ${name}`,
    none: 'No calls yet.',
    noneMissed: 'No missed calls.',
    older: 'Show older calls',
    row: (kind: string, name: string, when: string, time: string) => [kind, name, when, time].filter(Boolean).join(', '),
    fresh: 'new',
    today: 'Today',
    yesterday: 'Yesterday',
    yesterdayAt: (time: string) => `yesterday ${time}`,
  },

  services: {
    forwards: 'Where calls go instead',
    unc: 'Forward every call',
    rna: 'When I don’t answer',
    busy: 'When I am busy',
    to: 'To',
    toLabel: (what: string) => `${what}: number`,
    noNumber: 'Enter the number that calls go to.',
    dnd: 'Do not disturb',
    dndHelp: 'Your phone does not ring.',
    filter: 'Call filter',
    filterHelp: 'Calls go to your assistant first.',
    none: 'Your profile has no services.',
  },

  settingsPage: {
    title: 'Settings',
    language: 'Language',
    theme: 'Colours',
    themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
    density: 'Rows',
    densities: { comfortable: 'Comfortable', compact: 'Compact' },
    keys: 'Keys',
    keyMaps: { client: 'XiVO client', web: 'XiVO web switchboard' },
    sound: 'Ring in this browser',
    testSound: 'Test',
    volume: 'Volume',
    notifications: 'Notify me of calls',
    notificationsDenied: 'This browser does not allow it. Change that beside the address.',
    notificationsUnsafe: 'Browsers allow this with https only.',
    spoken: 'Say changes to screen readers',
  },
  hints: {
    sound: 'Let this browser ring and notify you of calls.',
    allow: 'Allow',
    find: 'Ctrl+K finds people from anywhere.',
    keys: '? shows all keys.',
  },

  keys: {
    title: 'Keys',
    find: 'Find or call',
    answer: 'Answer',
    transfer: 'Transfer',
    askFirst: 'Ask first, then complete',
    hold: 'Hold or resume',
    hangUp: 'Hang up',
    nextRegion: 'Next part of the page',
    previousRegion: 'Previous part of the page',
    situation: 'Say my situation',
    again: 'Say the last message again',
    help: 'This list',
    back: 'Back, cancel',
    show: 'Keys',
  },

  status: {
    live: (time: string) => `Live · ${time}`,
    signing_in: 'Connecting…',
    reconnecting: (time: string, age: string) => `Reconnecting… picture of ${time} (${age})`,
    old: (age: string) => `No connection for ${age}. Your phone works.`,
    exchangeAway: (time: string) => `The exchange is away; last known state of ${time}. Calls go on.`,
    tryNow: 'Try now',
    newVersion: 'A new version is ready.',
    load: 'Load',
    lost: 'Some messages may be missing.',
  },

  /** What is said aloud. */
  say: {
    transfer: (who: string, to: string, outcome: string) => `Transfer of ${who} to ${to}: ${outcome}.`,
    rings: (who: string, queue?: string) => `Call from ${among(who, queue)}.`,
    talking: (who: string) => `Talking to ${who}.`,
    dialling: (who: string) => `Calling ${who}.`,
    held: 'On hold.',
    resumed: (who: string) => `Back with ${who}.`,
    consult: (who: string, waits: string) => `${who} answers; ${waits} waits.`,
    reconnecting: (time: string) => `Reconnecting. What you see is from ${time}.`,
    liveNothingMissed: 'Live again, nothing missed.',
    liveReloaded: 'Live again.',
    liveLost: 'Live again. Some messages may be missing.',
    noCall: 'You have no call.',
    situation: (calls: string, missed: number, voicemail: number) =>
      [
        calls,
        missed ? `${count(missed, 'new missed call', 'new missed calls')}.` : '',
        voicemail ? `${count(voicemail, 'new voice message', 'new voice messages')}.` : '',
      ]
        .filter(Boolean)
        .join(' '),
    call: (who: string, state: string, time: string) => `${who}: ${state}, ${time}.`,
    duration: (minutes: number, seconds: number) =>
      [minutes ? count(minutes, 'minute', 'minutes') : '', seconds || !minutes ? count(seconds, 'second', 'seconds') : '']
        .filter(Boolean)
        .join(' '),
    presence: (name: string) => `You are ${name}.`,
  },

  /** Why something was not done, by the server's word for it. */
  trouble: {
    unreachable_extension: (number: string) => `${number} can’t be reached.`,
    call_unauthorized: 'Your profile may not make calls.',
    hangup_unauthorized: 'Your profile may not hang up.',
    transfer_unauthorized: 'Your profile may not transfer calls.',
    hold_unauthorized: 'Your profile may not hold calls.',
    service_unavailable: 'The exchange doesn’t answer at the moment. Try again.',
    no_such_call: 'That is not possible with this call any more.',
    phone_takes_no_orders: 'This phone can’t be told to do that. Use its own keys.',
    unknown: 'Not known whether it arrived. What you see is how it is.',
    not_sent: 'There is no connection: nothing was done.',
    too_many: 'Too much at once. Try again.',
    other: (why: string) => `That was refused: ${why}`,
  },
};

export type Texts = typeof en;
