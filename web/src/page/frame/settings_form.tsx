import { Button, Label, Radio, RadioGroup, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { useSettings, useTexts } from '../context.ts';
import { Toggle } from '../parts/toggle.tsx';
import { type Settings, settings } from '../settings.ts';
import { testRinging } from './audio.ts';
import { useMayNotify } from './notifications.ts';
import { askForLinks, canTakeLinks } from './tel.ts';

/** What one likes; each change counts at once. */
export function SettingsForm() {
  const texts = useTexts();
  const { settingsPage: words } = texts;
  const now = useSettings();
  const mayNotify = useMayNotify();
  const notify = (isNotifying: boolean) => {
    settings.set({ isNotifying });
    if (isNotifying && mayNotify === 'default') Notification.requestPermission().catch(() => {});
  };
  return (
    <div className="settings">
      <Choice label={words.language} name="language" choices={{ en: 'English', fr: 'Français' }} />
      <Choice label={words.theme} name="theme" choices={words.themes} />
      <Choice label={words.density} name="density" choices={words.densities} />
      <Choice label={words.keys} name="keys" choices={words.keyMaps} />
      <Toggle isOn={now.isRinging} onChange={isRinging => settings.set({ isRinging })}>
        {words.sound}
      </Toggle>
      <Slider
        className="slider"
        value={now.volume}
        minValue={0}
        maxValue={1}
        step={0.1}
        onChange={volume => settings.set({ volume })}
      >
        <Label>{words.volume}</Label>
        <SliderTrack className="track">
          <SliderThumb className="thumb" />
        </SliderTrack>
        <Button className="button small" onPress={() => testRinging(now.volume)}>
          {words.testSound}
        </Button>
      </Slider>
      <Toggle isOn={now.isNotifying} onChange={notify}>
        {words.notifications}
      </Toggle>
      {now.isNotifying && mayNotify === 'denied' && <p className="muted">{words.notificationsDenied}</p>}
      {now.isNotifying && mayNotify === 'unsafe' && <p className="muted">{words.notificationsUnsafe}</p>}
      {canTakeLinks && (
        <div className="links">
          {words.links}
          <Button className="button small" onPress={askForLinks}>
            {words.askForLinks}
          </Button>
        </div>
      )}
      <Toggle isOn={now.isSpoken} onChange={isSpoken => settings.set({ isSpoken })}>
        {words.spoken}
      </Toggle>
    </div>
  );
}

function Choice<Name extends 'language' | 'theme' | 'density' | 'keys'>({
  label,
  name,
  choices,
}: {
  readonly label: string;
  readonly name: Name;
  readonly choices: Readonly<Record<Settings[Name], string>>;
}) {
  const now = useSettings();
  return (
    <RadioGroup
      className="choice"
      value={now[name]}
      onChange={value => settings.set({ [name]: value } as Partial<Settings>)}
      orientation="horizontal"
    >
      <Label>{label}</Label>
      <div className="radios">
        {Object.entries<string>(choices).map(([value, words]) => (
          <Radio key={value} value={value} className="radio">
            {words}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
