import { useSettings, useTexts } from '../context.ts';
import { OneOf } from '../parts/one_of.tsx';
import { settings } from '../settings.ts';

const LANGUAGES = [
  { value: 'en', words: 'EN', name: 'English', look: 'ghost' },
  { value: 'fr', words: 'FR', name: 'Français', look: 'ghost' },
] as const;

export function LanguageSwitch() {
  const { language } = useSettings();
  const texts = useTexts();
  return (
    <OneOf
      label={texts.settingsPage.language}
      className="languages"
      choices={LANGUAGES}
      chosen={language}
      onChoose={chosen => settings.set({ language: chosen })}
    />
  );
}
