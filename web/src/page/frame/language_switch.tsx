import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useSettings, useTexts } from '../context.ts';
import { settings } from '../settings.ts';

export function LanguageSwitch() {
  const { language } = useSettings();
  const texts = useTexts();
  return (
    <ToggleButtonGroup
      className="languages"
      aria-label={texts.settingsPage.language}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[language]}
      onSelectionChange={([chosen]) => settings.set({ language: chosen === 'fr' ? 'fr' : 'en' })}
    >
      <ToggleButton id="en" className="button ghost small" aria-label="English">
        EN
      </ToggleButton>
      <ToggleButton id="fr" className="button ghost small" aria-label="Français">
        FR
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
