import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { useTexts } from '../context.ts';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { useMe } from '../people/use_person.ts';

export function MeMenu({
  onSettings,
  onKeys,
  onSignOut,
}: {
  readonly onSettings: () => void;
  readonly onKeys: () => void;
  readonly onSignOut: (everywhere: boolean) => void;
}) {
  const texts = useTexts();
  const me = useMe();
  const actions: Readonly<Record<string, () => void>> = {
    settings: onSettings,
    keys: onKeys,
    signOut: () => onSignOut(false),
    everywhere: () => onSignOut(true),
  };
  return (
    <MenuTrigger>
      <Button className="button ghost me-menu" aria-label={texts.me(me?.user.fullname ?? '', me?.number ?? '')}>
        <Icon name="settings" />
      </Button>
      <Popover className="popover">
        <Menu className="menu" onAction={name => actions[String(name)]?.()}>
          <MenuItem id="settings" className="menu-item">
            {texts.settings}
          </MenuItem>
          <MenuItem id="keys" className="menu-item">
            {texts.keys.show}
            <Key name="?" />
          </MenuItem>
          <Separator className="separator" />
          <MenuItem id="signOut" className="menu-item">
            {texts.signOut}
          </MenuItem>
          <MenuItem id="everywhere" className="menu-item">
            {texts.signOutEverywhere}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
