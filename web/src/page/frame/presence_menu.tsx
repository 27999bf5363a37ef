import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useAction } from '../calls/actions.ts';
import { useTexts } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import { Problem } from '../parts/problem.tsx';
import { Swatch } from '../parts/swatch.tsx';
import { useMe, usePresence, useSession } from '../people/use_person.ts';
import { useAnnouncer } from './announcer.tsx';

/** One's own presence, and those that may follow it. */
export function PresenceMenu() {
  const texts = useTexts();
  const me = useMe();
  const presences = useSession()?.capas.userstatus ?? {};
  const current = usePresence(me?.user.availstate);
  const action = useAction();
  const say = useAnnouncer();
  if (!current) return null;
  const allowed = presences[current.name]?.allowed ?? Object.keys(presences);
  const choices = Object.entries(presences).filter(
    ([name]) => name !== 'disconnected' && (name === current.name || allowed.includes(name)),
  );
  return (
    <MenuTrigger>
      <Button className="button ghost presence" aria-label={texts.presence(current.longname)}>
        <Swatch color={current.color} />
        <span className="wide">{current.longname}</span>
        <Icon name="down" />
      </Button>
      <Problem>{action.problem}</Problem>
      <Popover className="popover">
        <Menu
          className="menu"
          selectionMode="single"
          selectedKeys={[current.name]}
          onAction={async name => {
            if (await action.run({ class: 'availstate', availstate: String(name) }))
              say('polite', texts.say.presence(presences[name]?.longname ?? String(name)));
          }}
        >
          {choices.map(([name, { longname, color }]) => (
            <MenuItem key={name} id={name} textValue={longname} className="menu-item">
              <Swatch color={color} />
              {longname}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
