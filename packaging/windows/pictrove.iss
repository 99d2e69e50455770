; Installs Pictrove for one user, without administrator rights (Inno Setup 6.3 or later).
; packaging/windows/installer.py calls its compiler and gives Version, Bundle, Icon and Output.

#ifndef Version
  #error Say /DVersion=..., or call packaging/windows/installer.py.
#endif
#define Name "Pictrove"
#define Window "pictrovew.exe"
#define Command "pictrove.exe"
#define Shell "Software\Classes\SystemFileAssociations\image\shell\Pictrove"

[Setup]
; Never to be changed: by it an installation finds the one that was there before.
AppId={{4E9B7C52-5B0A-4C1E-9A57-0D3C6B1F7A21}
AppName={#Name}
AppVersion={#Version}
AppVerName={#Name} {#Version}
AppPublisher=Pictrove
VersionInfoVersion={#NumericVersion}
DefaultDirName={localappdata}\Programs\{#Name}
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile={#Bundle}\_internal\LICENSE
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\{#Window}
UninstallDisplayName={#Name}
OutputDir={#Output}
OutputBaseFilename=Pictrove-{#Version}-x64-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
; The engine is told to end below, but an open window starts it again. It has no window that could
; be asked to close, so the installer has to be allowed to end it; that harms neither of them.
CloseApplications=force
RestartApplications=no
ChangesEnvironment=yes
#ifdef Sign
SignTool=pictrove
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.SearchWith=Search with Pictrove
de.SearchWith=Mit Pictrove suchen
en.InExplorer=Offer "Search with Pictrove" for pictures in Explorer
de.InExplorer=„Mit Pictrove suchen“ für Bilder im Explorer anbieten
en.InPath=Make the command pictrove known in terminals
de.InPath=Den Befehl pictrove in Terminals bekannt machen
en.RemoveLibrary=Also remove your library: what Pictrove knows about your photos, its settings and its models?%n%nYour photos are not touched either way. A later installation finds the library again if it stays.
de.RemoveLibrary=Auch Ihre Bibliothek entfernen: was Pictrove über Ihre Fotos weiß, seine Einstellungen und Modelle?%n%nIhre Fotos bleiben in jedem Fall unberührt. Eine spätere Installation findet die Bibliothek wieder, wenn sie bleibt.

[Tasks]
Name: "explorer"; Description: "{cm:InExplorer}"
Name: "path"; Description: "{cm:InPath}"; Flags: unchecked
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; Files of an earlier version must not lie among the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\{#Name}"; Filename: "{app}\{#Window}"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\{#Window}"; Tasks: desktopicon

[Registry]
Root: HKCU; Subkey: "{#Shell}"; ValueType: none; Flags: deletekey; Tasks: not explorer
Root: HKCU; Subkey: "{#Shell}"; ValueType: string; ValueData: "{cm:SearchWith}"; Flags: uninsdeletekey; Tasks: explorer
Root: HKCU; Subkey: "{#Shell}"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\{#Window}"; Tasks: explorer
Root: HKCU; Subkey: "{#Shell}"; ValueType: string; ValueName: "MultiSelectModel"; ValueData: "Single"; Tasks: explorer
Root: HKCU; Subkey: "{#Shell}\command"; ValueType: string; ValueData: """{app}\{#Window}"" gui ""%1"""; Tasks: explorer
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\{#Command}"; ValueType: string; ValueData: "{app}\{#Command}"; Flags: uninsdeletekey

[Run]
Filename: "{app}\{#Window}"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent

[Code]
const
  RunKey = 'Software\Microsoft\Windows\CurrentVersion\Run';
  EnvironmentKey = 'Environment';

{ The engine ends after the batch at work. }
procedure StopEngine;
var
  Started: String;
  Code: Integer;
begin
  Started := ExpandConstant('{app}\{#Command}');
  if FileExists(Started) then
    Exec(Started, 'engine stop', '', SW_HIDE, ewWaitUntilTerminated, Code);
end;

{ An engine of the version before would keep its files open. }
function PrepareToInstall(var NeedsRestart: Boolean): String;
begin
  Result := '';
  StopEngine;
end;

{ What still runs would keep its files: an open window, and the engine that it has started again.
  Asked to close, the window would only go to the tray; ending both harms neither. }
procedure EndPrograms;
var
  Code: Integer;
begin
  Exec(ExpandConstant('{sys}\taskkill.exe'), '/F /IM {#Window} /IM {#Command}', '', SW_HIDE,
    ewWaitUntilTerminated, Code);
  Sleep(500);
end;

{ The user's PATH with the program's folder at its end, or without it. }
function PathWith(Path, Folder: String; Wanted: Boolean): String;
var
  Place: Integer;
begin
  Result := ';' + Path + ';';
  Place := Pos(';' + Lowercase(Folder) + ';', Lowercase(Result));
  if (Place = 0) and not Wanted then
  begin
    Result := Path;
    exit;
  end;
  if Place > 0 then
    Delete(Result, Place, Length(Folder) + 1);
  while (Length(Result) > 0) and (Result[Length(Result)] = ';') do
    Delete(Result, Length(Result), 1);
  while (Length(Result) > 0) and (Result[1] = ';') do
    Delete(Result, 1, 1);
  if Wanted and (Result <> '') then
    Result := Result + ';' + Folder
  else if Wanted then
    Result := Folder;
end;

procedure ChangePath(Wanted: Boolean);
var
  Path, Changed: String;
begin
  if not RegQueryStringValue(HKEY_CURRENT_USER, EnvironmentKey, 'Path', Path) then
    Path := '';
  Changed := PathWith(Path, ExpandConstant('{app}'), Wanted);
  if Changed <> Path then
    RegWriteExpandStringValue(HKEY_CURRENT_USER, EnvironmentKey, 'Path', Changed);
end;

procedure CurStepChanged(CurStep: TSetupStep);
begin
  if CurStep = ssPostInstall then
    ChangePath(WizardIsTaskSelected('path'));
end;

{ Pictrove starts its engine at login by values of the Run key, one for each library. }
procedure RemoveFromLogin;
var
  Names: TArrayOfString;
  Command: String;
  Number: Integer;
begin
  if not RegGetValueNames(HKEY_CURRENT_USER, RunKey, Names) then
    exit;
  for Number := 0 to GetArrayLength(Names) - 1 do
    if (Pos('Pictrove engine', Names[Number]) = 1)
      and RegQueryStringValue(HKEY_CURRENT_USER, RunKey, Names[Number], Command)
      and (Pos(Lowercase(ExpandConstant('{app}')), Lowercase(Command)) > 0) then
      RegDeleteValue(HKEY_CURRENT_USER, RunKey, Names[Number]);
end;

{ The library stays, unless its owner says otherwise; a silent removal never asks. }
procedure OfferToRemoveLibrary;
var
  Place: String;
begin
  Place := ExpandConstant('{localappdata}\pictrove');
  if DirExists(Place) and not UninstallSilent then
    if MsgBox(CustomMessage('RemoveLibrary'), mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES then
      DelTree(Place, True, True, True);
end;

procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
begin
  if CurUninstallStep = usUninstall then
  begin
    StopEngine;
    EndPrograms;
    RemoveFromLogin;
    ChangePath(False);
  end;
  if CurUninstallStep = usPostUninstall then
    OfferToRemoveLibrary;
end;
