<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>&amp;Licences…</source>
        <translation>&amp;Lizenzen …</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>Über &amp;Qt</translation>
    </message>
    <message>
        <source>About Pictrove</source>
        <translation>Über Pictrove</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Of Pictrove, of the software that it is made of, and of the models. The licence of each model also stands on its card in Settings &gt; Models.</source>
        <translation>Von Pictrove, von der verwendeten Software und von den Modellen. Die Lizenz jedes Modells steht auch auf seiner Karte unter „Einstellungen › Modelle“.</translation>
    </message>
    <message>
        <source>Pictrove {version}
Finds photos on your own computer by words or by pictures.
Free software under the licence Apache-2.0. The window is made with Qt {qt} (LGPL-3.0), its icons are from Lucide (ISC).</source>
        <translation>Pictrove {version}
Findet Fotos auf dem eigenen Computer anhand von Wörtern oder Bildern.
Freie Software unter der Lizenz Apache-2.0. Das Fenster verwendet Qt {qt} (LGPL-3.0), die Symbole stammen von Lucide (ISC).</translation>
    </message>
</context>
<context>
    <name>ActiveFilters</name>
    <message>
        <source>Active filters</source>
        <translation>Aktive Filter</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter zurücksetzen</translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message>
        <source>All photos are read; finishing…</source>
        <translation>Alle Fotos sind gelesen; gleich fertig …</translation>
    </message>
    <message>
        <source>Indexing is paused until {time}.</source>
        <translation>Die Indizierung ist bis {time} angehalten.</translation>
    </message>
    <message>
        <source>Indexing is paused.</source>
        <translation>Die Indizierung ist angehalten.</translation>
    </message>
    <message>
        <source>Indexing {done} of {total}</source>
        <translation>Indizierung: {done} von {total}</translation>
    </message>
    <message>
        <source>Indexing…</source>
        <translation>Indizierung läuft …</translation>
    </message>
    <message numerus="yes">
        <source>Looking for photos: %Ln so far</source>
        <translation>
            <numerusform>Fotos werden gesucht: bisher %Ln</numerusform>
            <numerusform>Fotos werden gesucht: bisher %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking for photos…</source>
        <translation>Fotos werden gesucht …</translation>
    </message>
    <message>
        <source>Quiet hours last until {time}.</source>
        <translation>Die Ruhezeit dauert bis {time}.</translation>
    </message>
    <message>
        <source>Somebody is using the computer.</source>
        <translation>Der Computer wird gerade benutzt.</translation>
    </message>
    <message>
        <source>The computer runs on its battery.</source>
        <translation>Der Computer läuft im Akkubetrieb.</translation>
    </message>
    <message>
        <source>Waiting: {reason}</source>
        <translation>Wartet: {reason}</translation>
    </message>
    <message>
        <source>{indexing} · {duration} left</source>
        <translation>{indexing} · noch {duration}</translation>
    </message>
</context>
<context>
    <name>ActivityLabel</name>
    <message>
        <source>Indexing 00,000 of 00,000 · about 00 minutes left</source>
        <translation>Indizierung: 00.000 von 00.000 · noch etwa 00 Minuten</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>Noch keine Fotos</translation>
    </message>
    <message>
        <source>Pause indexing</source>
        <translation>Indizierung anhalten</translation>
    </message>
    <message>
        <source>Progress of indexing</source>
        <translation>Fortschritt der Indizierung</translation>
    </message>
    <message>
        <source>Resume indexing</source>
        <translation>Indizierung fortsetzen</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet …</translation>
    </message>
    <message>
        <source>The library is not open</source>
        <translation>Die Bibliothek ist nicht geöffnet</translation>
    </message>
    <message>
        <source>{activity}
Click for the settings of indexing</source>
        <translation>{activity}
Klicken öffnet die Einstellungen der Indizierung</translation>
    </message>
</context>
<context>
    <name>Answers</name>
    <message>
        <source>Opening your library…</source>
        <translation>Die Bibliothek wird geöffnet …</translation>
    </message>
    <message>
        <source>This search is not possible</source>
        <translation>Diese Suche ist nicht möglich</translation>
    </message>
</context>
<context>
    <name>AppearancePage</name>
    <message>
        <source> s</source>
        <comment>seconds</comment>
        <translation> s</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Size in the grid</source>
        <translation>&amp;Größe im Raster</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Group photos by &amp;day when they are in order of time</source>
        <translation>Zeitlich sortierte Fotos nach &amp;Tagen gruppieren</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Nothing moves: the system asks for fewer animations.</source>
        <translation>Nichts bewegt sich: Das System wünscht weniger Animationen.</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Show &amp;names below photos</source>
        <translation>&amp;Namen unter den Fotos zeigen</translation>
    </message>
    <message>
        <source>Slideshow: &amp;time for each photo</source>
        <translation>Diashow: &amp;Dauer je Foto</translation>
    </message>
    <message>
        <source>Some things move for a moment. Pictrove follows the system&apos;s setting for fewer animations.</source>
        <translation>Manches bewegt sich für einen Moment. Pictrove folgt der Systemeinstellung für weniger Animationen.</translation>
    </message>
    <message>
        <source>The language changes when Pictrove is opened again.</source>
        <translation>Die Sprache wechselt beim nächsten Start von Pictrove.</translation>
    </message>
</context>
<context>
    <name>BetterModel</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Continue getting the better &amp;model…</source>
        <translation>Besseres &amp;Modell weiter holen …</translation>
    </message>
    <message>
        <source>Downloading it takes {duration} at 50 Mbit/s.</source>
        <translation>Das Herunterladen dauert {duration} bei 50 Mbit/s.</translation>
    </message>
    <message>
        <source>Find more with a better model</source>
        <translation>Mehr finden mit einem besseren Modell</translation>
    </message>
    <message>
        <source>Get the better &amp;model…</source>
        <translation>Besseres &amp;Modell holen …</translation>
    </message>
    <message>
        <source>It is downloaded only if you agree, and you can go on meanwhile.</source>
        <translation>Es wird nur nach Zustimmung geladen; inzwischen geht es hier weiter.</translation>
    </message>
    <message>
        <source>Progress of the download</source>
        <translation>Fortschritt des Herunterladens</translation>
    </message>
    <message>
        <source>The better model is ready. It reads all photos once more in the background, and takes over when that is done.</source>
        <translation>Das bessere Modell ist bereit. Es liest alle Fotos im Hintergrund noch einmal und übernimmt danach.</translation>
    </message>
    <message>
        <source>Use the better &amp;model</source>
        <translation>Besseres &amp;Modell verwenden</translation>
    </message>
    <message>
        <source>You start with a small, simple model. This one finds much more: {description}.</source>
        <translation>Anfangs arbeitet ein kleines, grobes Modell. Dieses findet viel mehr: {description}.</translation>
    </message>
    <message>
        <source>{description}. It is on this computer already.</source>
        <translation>{description}. Es liegt bereits auf diesem Computer.</translation>
    </message>
</context>
<context>
    <name>BugReport</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Quit Pictrove</source>
        <translation>Pictrove &amp;beenden</translation>
    </message>
    <message>
        <source>A bug in Pictrove</source>
        <translation>Ein Fehler in Pictrove</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message numerus="yes">
        <source>It has happened %Ln time(s).</source>
        <translation>
            <numerusform>Er ist %Ln-mal aufgetreten.</numerusform>
            <numerusform>Er ist %Ln-mal aufgetreten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>This is a bug in Pictrove, not your fault. Your photos are untouched. Please report the lines below, but check first whether they contain private names. Nothing is sent automatically.</source>
        <translation>Der Fehler liegt in Pictrove, nicht an der Bedienung. Die Fotos sind unversehrt. Bitte die Zeilen unten melden und vorher prüfen, ob ein Name darin privat ist. Von selbst wird nichts gesendet.</translation>
    </message>
    <message>
        <source>This should not have happened</source>
        <translation>Das hätte nicht passieren dürfen</translation>
    </message>
    <message>
        <source>This should not have happened.</source>
        <translation>Das hätte nicht passieren dürfen.</translation>
    </message>
</context>
<context>
    <name>CheatSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>No shortcut has this name.</source>
        <translation>So heißt kein Tastenkürzel.</translation>
    </message>
    <message>
        <source>Search the shortcuts</source>
        <translation>Tastenkürzel durchsuchen</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Space excludes or includes, up and down change how much it counts, Enter opens the menu, Delete removes.</source>
        <translation>Leertaste schließt aus oder ein, Pfeil auf und ab ändern das Gewicht, Eingabe öffnet das Menü, Entf entfernt.</translation>
    </message>
    <message>
        <source>The picture is being read.</source>
        <translation>Das Bild wird gelesen.</translation>
    </message>
    <message>
        <source>Words of the term</source>
        <translation>Wörter des Begriffs</translation>
    </message>
</context>
<context>
    <name>ChipArea</name>
    <message>
        <source>More words</source>
        <translation>Weitere Wörter</translation>
    </message>
    <message>
        <source>Search by words or pictures</source>
        <translation>Mit Wörtern oder Bildern suchen</translation>
    </message>
    <message>
        <source>Search for words</source>
        <translation>Nach Wörtern suchen</translation>
    </message>
</context>
<context>
    <name>ChipButton</name>
    <message>
        <source>Remove filter: {filter}</source>
        <translation>Filter entfernen: {filter}</translation>
    </message>
</context>
<context>
    <name>ChipMenu</name>
    <message>
        <source>Choose a part…</source>
        <translation>Ausschnitt wählen …</translation>
    </message>
    <message>
        <source>Edit words</source>
        <translation>Wörter bearbeiten</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>Ausschließen</translation>
    </message>
    <message>
        <source>Include</source>
        <translation>Einschließen</translation>
    </message>
    <message>
        <source>Less important</source>
        <translation>Weniger wichtig</translation>
    </message>
    <message>
        <source>More important</source>
        <translation>Wichtiger</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Use the whole picture</source>
        <translation>Ganzes Bild verwenden</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>Any</source>
        <translation>Beliebig</translation>
    </message>
    <message>
        <source>Choose from a calendar</source>
        <translation>Im Kalender auswählen</translation>
    </message>
    <message>
        <source>This is not a date. Write it like 2023, 2023-06 or {example}.</source>
        <translation>Das ist kein Datum. Schreibweisen: 2023, 2023-06 oder {example}.</translation>
    </message>
</context>
<context>
    <name>DateSection</name>
    <message numerus="yes">
        <source>%Ln photo(s) without a date</source>
        <translation>
            <numerusform>%Ln Foto ohne Datum</numerusform>
            <numerusform>%Ln Fotos ohne Datum</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) without a date are left out</source>
        <translation>
            <numerusform>%Ln Foto ohne Datum bleibt außen vor</numerusform>
            <numerusform>%Ln Fotos ohne Datum bleiben außen vor</numerusform>
        </translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Show all years</source>
        <translation>Alle Jahre zeigen</translation>
    </message>
    <message>
        <source>The end is before the start.</source>
        <translation>Das Ende liegt vor dem Anfang.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>Any time</source>
        <translation>Beliebige Zeit</translation>
    </message>
    <message>
        <source>Before {end}</source>
        <translation>Vor {end}</translation>
    </message>
    <message>
        <source>Since {start}</source>
        <translation>Seit {start}</translation>
    </message>
    <message>
        <source>Since {start}, before {end}</source>
        <translation>Seit {start}, vor {end}</translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>Caption</source>
        <translation>Bildunterschrift</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Hide the details</source>
        <translation>Details ausblenden</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Photos with the keyword {keyword}</source>
        <translation>Fotos mit dem Schlagwort {keyword}</translation>
    </message>
    <message>
        <source>Rating</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
</context>
<context>
    <name>DiagnosticsPage</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>If something does not work, these lines help to find out why. Your home folder appears as ~; check whether other names in them are private.</source>
        <translation>Wenn etwas nicht funktioniert, helfen diese Zeilen bei der Suche nach der Ursache. Der persönliche Ordner steht darin als ~; bitte prüfen, ob ein anderer Name privat ist.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>Add this folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Do you want to find the photos in {folder}, too?</source>
        <translation>Sollen auch die Fotos in {folder} gefunden werden?</translation>
    </message>
    <message>
        <source>{folder} is in your library now.</source>
        <translation>{folder} gehört jetzt zur Bibliothek.</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>A good balance of speed and quality</source>
        <translation>Guter Mittelweg zwischen Tempo und Qualität</translation>
    </message>
    <message>
        <source>A part of Pictrove itself is missing or damaged ({file}); install Pictrove again.</source>
        <translation>Ein Teil von Pictrove selbst fehlt oder ist beschädigt ({file}); bitte Pictrove neu installieren.</translation>
    </message>
    <message>
        <source>Another Pictrove process{holder} is working on the library in {folder}; wait until it has finished, or stop it, and try again.</source>
        <translation>Ein anderer Pictrove-Prozess{holder} arbeitet an der Bibliothek in {folder}; bitte abwarten oder ihn beenden und erneut versuchen.</translation>
    </message>
    <message>
        <source>Another program keeps the library {path} locked; wait until it has finished and try again.</source>
        <translation>Ein anderes Programm sperrt die Bibliothek {path}; bitte abwarten und erneut versuchen.</translation>
    </message>
    <message>
        <source>Another version of Pictrove ({version}) is working on this library and is still in use; close its windows and commands, and try again.</source>
        <translation>Eine andere Version von Pictrove ({version}) arbeitet noch an dieser Bibliothek; bitte ihre Fenster und Befehle beenden und erneut versuchen.</translation>
    </message>
    <message>
        <source>Changes in {folder} are noticed within minutes, because no more folders can be watched on this computer. An administrator can raise the limit with: {command}</source>
        <translation>Änderungen in {folder} werden nach einigen Minuten bemerkt, weil sich auf diesem Computer keine weiteren Ordner überwachen lassen. Ein Administrator kann die Grenze anheben mit: {command}</translation>
    </message>
    <message>
        <source>Changes in {folder} are noticed within minutes, because too many programs watch files on this computer. Close some, or an administrator raises the limit with: sudo sysctl fs.inotify.max_user_instances=1024</source>
        <translation>Änderungen in {folder} werden nach einigen Minuten bemerkt, weil zu viele Programme Dateien überwachen. Bitte einige beenden; oder ein Administrator hebt die Grenze an mit: sudo sysctl fs.inotify.max_user_instances=1024</translation>
    </message>
    <message>
        <source>Changes in {folder} are noticed within minutes, not at once, because it cannot be watched ({reason}).</source>
        <translation>Änderungen in {folder} werden nach einigen Minuten bemerkt, weil sich der Ordner nicht überwachen lässt ({reason}).</translation>
    </message>
    <message>
        <source>Changes in {folder} are noticed within minutes, not at once, because its drive{kind} does not tell of them.</source>
        <translation>Änderungen in {folder} werden nach einigen Minuten bemerkt, weil das Laufwerk{kind} sie nicht meldet.</translation>
    </message>
    <message>
        <source>Comes with Pictrove and works at once; rough</source>
        <translation>Gehört zu Pictrove und arbeitet sofort; grob</translation>
    </message>
    <message>
        <source>Copying the model needs {needed} GB in {folder}, and only {free} GB are free; make room there.</source>
        <translation>Das Kopieren des Modells braucht {needed} GB in {folder}, frei sind nur {free} GB; bitte dort Platz schaffen.</translation>
    </message>
    <message>
        <source>Fetching {file} from {hub} failed ({error}); {size} MB are kept, so try again later.</source>
        <translation>Das Herunterladen von {file} von {hub} ist fehlgeschlagen ({error}); {size} MB bleiben erhalten. Bitte später erneut versuchen.</translation>
    </message>
    <message>
        <source>Finds more, and takes about three times as long</source>
        <translation>Findet mehr und braucht etwa dreimal so lange</translation>
    </message>
    <message>
        <source>Indexing is paused. It can be resumed in Settings &gt; Indexing.</source>
        <translation>Die Indizierung ist angehalten. Unter „Einstellungen › Indizierung“ lässt sie sich fortsetzen.</translation>
    </message>
    <message>
        <source>Indexing met a bug; it goes on in a moment.</source>
        <translation>Bei der Indizierung trat ein Fehler auf; sie geht gleich weiter.</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein- oder Ausgabefehler</translation>
    </message>
    <message>
        <source>Its folder is not there; was it moved, or is its drive not connected?</source>
        <translation>Der Ordner fehlt. Wurde er verschoben oder ist das Laufwerk nicht angeschlossen?</translation>
    </message>
    <message>
        <source>Looking at the folders met a bug; it goes on in a moment.</source>
        <translation>Beim Einlesen der Ordner trat ein Fehler auf; es geht gleich weiter.</translation>
    </message>
    <message>
        <source>Models cannot come from {hub}, because it is no web address. Name another one in Settings &gt; Models.</source>
        <translation>Von {hub} können keine Modelle kommen, weil das keine Webadresse ist. Bitte unter „Einstellungen › Modelle“ eine andere angeben.</translation>
    </message>
    <message>
        <source>No model was recognised in {source}. Choose a folder that was downloaded for another computer, or the file of a model, and type the name of the model.</source>
        <translation>In {source} wurde kein Modell erkannt. Bitte einen Ordner, der für einen anderen Computer heruntergeladen wurde, oder die Datei eines Modells auswählen und den Namen des Modells eingeben.</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>Kein Platz mehr auf dem Datenträger</translation>
    </message>
    <message>
        <source>None of the photos of {old} is in {new}. Choose the folder that has the same folders and photos in it.</source>
        <translation>Keines der Fotos aus {old} ist in {new}. Bitte den Ordner auswählen, der dieselben Ordner und Fotos enthält.</translation>
    </message>
    <message>
        <source>Nothing of the library lies in {folder} any more.</source>
        <translation>In {folder} liegt nichts mehr aus der Bibliothek.</translation>
    </message>
    <message>
        <source>Only {number} folders of {folder} can be watched on this computer; changes in the others are noticed within minutes. An administrator can raise the limit with: {command}</source>
        <translation>Auf diesem Computer lassen sich nur {number} Ordner von {folder} überwachen; Änderungen in den übrigen werden nach einigen Minuten bemerkt. Ein Administrator kann die Grenze anheben mit: {command}</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>Pictrove&apos;s engine does not start; {log} may say why: look there, and try again.</source>
        <translation>Der Hintergrunddienst startet nicht. Vielleicht nennt {log} den Grund; danach bitte erneut versuchen.</translation>
    </message>
    <message>
        <source>Pictrove&apos;s engine ended unexpectedly; nothing that was finished is lost: try again.</source>
        <translation>Der Hintergrunddienst wurde unerwartet beendet; nichts Fertiges ging verloren. Bitte erneut versuchen.</translation>
    </message>
    <message>
        <source>Pictrove&apos;s engine {program} cannot be started ({reason}); install Pictrove again.</source>
        <translation>Der Hintergrunddienst {program} lässt sich nicht starten ({reason}); bitte Pictrove neu installieren.</translation>
    </message>
    <message>
        <source>Preparing {model} needs {needed} GB in {folder}, and only {free} GB are free; make room there.</source>
        <translation>Das Vorbereiten von {model} braucht {needed} GB in {folder}, frei sind nur {free} GB; bitte dort Platz schaffen.</translation>
    </message>
    <message>
        <source>Reading photos is less protected on this computer than it could be ({what}).</source>
        <translation>Das Lesen von Fotos ist auf diesem Computer weniger geschützt als möglich ({what}).</translation>
    </message>
    <message>
        <source>Something is being done with the files of {model} already; wait until that has finished.</source>
        <translation>An den Dateien von {model} wird bereits gearbeitet; bitte abwarten, bis das fertig ist.</translation>
    </message>
    <message>
        <source>The background engine does not answer. Wait a little and try again, or log in to the computer again.</source>
        <translation>Der Hintergrunddienst antwortet nicht. Bitte etwas warten und erneut versuchen oder neu am Computer anmelden.</translation>
    </message>
    <message>
        <source>The backup takes about {needed} MB, and there are {free} MB free where {file} lies; make room there, or name a file on another disk.</source>
        <translation>Die Sicherung braucht etwa {needed} MB; am Ort von {file} sind {free} MB frei. Bitte dort Platz schaffen oder einen anderen Datenträger auswählen.</translation>
    </message>
    <message>
        <source>The backup {file} cannot be written ({reason}); make room there, allow writing to its folder, or name a file elsewhere.</source>
        <translation>Die Sicherung {file} lässt sich nicht schreiben ({reason}); bitte dort Platz schaffen, das Schreiben in ihren Ordner erlauben oder einen anderen Ort auswählen.</translation>
    </message>
    <message>
        <source>The best of these, for a machine with a graphics processor</source>
        <translation>Das beste von allen, für Computer mit Grafikprozessor</translation>
    </message>
    <message>
        <source>The built-in model is missing from this installation; install Pictrove again.</source>
        <translation>Das mitgelieferte Modell fehlt in dieser Installation; bitte Pictrove neu installieren.</translation>
    </message>
    <message>
        <source>The built-in model is part of Pictrove; its files are not removed.</source>
        <translation>Das mitgelieferte Modell gehört zu Pictrove; seine Dateien werden nicht entfernt.</translation>
    </message>
    <message>
        <source>The built-in model is part of every Pictrove; it is neither fetched nor imported.</source>
        <translation>Das mitgelieferte Modell gehört zu jedem Pictrove; es wird weder heruntergeladen noch importiert.</translation>
    </message>
    <message>
        <source>The disk that holds the library {path} is full; make room on it and try again.</source>
        <translation>Der Datenträger mit der Bibliothek {path} ist voll; bitte Platz schaffen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The engine ended while it read this file, several times; it is left alone until it changes.</source>
        <translation>Der Hintergrunddienst brach beim Lesen dieser Datei mehrmals ab; sie wird ausgelassen, bis sie sich ändert.</translation>
    </message>
    <message>
        <source>The engine met a bug and went on; please report what {log} says.</source>
        <translation>Im Hintergrunddienst trat ein Fehler auf; er läuft weiter. Bitte melden, was in {log} steht.</translation>
    </message>
    <message>
        <source>The engine was started but cannot be reached; {log} may say why: look there, and try again.</source>
        <translation>Der Hintergrunddienst läuft, ist aber nicht erreichbar. Vielleicht nennt {log} den Grund; danach bitte erneut versuchen.</translation>
    </message>
    <message>
        <source>The file cannot be opened: {reason}.</source>
        <translation>Die Datei lässt sich nicht öffnen: {reason}.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The file is in the cloud, not on this computer. Settings &gt; Unreadable files can download it.</source>
        <translation>Die Datei liegt in der Cloud, nicht auf diesem Computer. Unter „Einstellungen › Unlesbare Dateien“ lässt sie sich herunterladen.</translation>
    </message>
    <message>
        <source>The file is not a picture of a kind that can be read.</source>
        <translation>Die Datei ist kein Bild in einem lesbaren Format.</translation>
    </message>
    <message>
        <source>The file is too large: {size} MB, where {limit} MB are the limit.</source>
        <translation>Die Datei ist zu groß: {size} MB, erlaubt sind {limit} MB.</translation>
    </message>
    <message>
        <source>The file was changed while it was being read.</source>
        <translation>Die Datei wurde beim Lesen geändert.</translation>
    </message>
    <message>
        <source>The file {path} is not a Pictrove library; move it away and try again.</source>
        <translation>Die Datei {path} ist keine Bibliothek von Pictrove; bitte an einen anderen Ort verschieben und erneut versuchen.</translation>
    </message>
    <message>
        <source>The files cannot be written to {folder} ({reason}); make room there.</source>
        <translation>Die Dateien lassen sich nicht nach {folder} schreiben ({reason}); bitte dort Platz schaffen.</translation>
    </message>
    <message>
        <source>The files of the model in {folder} are damaged ({error}). Remove them, and download or import the model again.</source>
        <translation>Die Dateien des Modells in {folder} sind beschädigt ({error}). Bitte entfernen und das Modell neu herunterladen oder importieren.</translation>
    </message>
    <message>
        <source>The files of {model} are those of another model ({other}); remove them and get it again.</source>
        <translation>Die Dateien von {model} gehören zu einem anderen Modell ({other}); bitte entfernen und das Modell neu holen.</translation>
    </message>
    <message>
        <source>The files of {model} in {folder} cannot be removed ({reason}); close what uses them and try again.</source>
        <translation>Die Dateien von {model} in {folder} lassen sich nicht entfernen ({reason}); bitte beenden, was sie verwendet, und erneut versuchen.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be read ({reason}); see that its drive is there, and that you may read it.</source>
        <translation>Der Ordner {folder} lässt sich nicht lesen ({reason}); bitte prüfen, ob sein Laufwerk angeschlossen und das Lesen erlaubt ist.</translation>
    </message>
    <message>
        <source>The folder {path} is not in the library any more.</source>
        <translation>Der Ordner {path} ist nicht mehr in der Bibliothek.</translation>
    </message>
    <message>
        <source>The folder {path} may not be read; allow this user to read it.</source>
        <translation>Der Ordner {path} darf nicht gelesen werden; bitte das Lesen erlauben.</translation>
    </message>
    <message>
        <source>The library already knows files in {new} by the names of those in {old}, for instance {example}. Remove one of the two folders from the library and try again.</source>
        <translation>Die Bibliothek kennt in {new} schon Dateien mit den Namen derer aus {old}, zum Beispiel {example}. Bitte einen der beiden Ordner aus der Bibliothek entfernen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The library in {folder} cannot be repaired ({reason}); make room on its disk, allow writing to it, and try again.</source>
        <translation>Die Bibliothek in {folder} lässt sich nicht reparieren ({reason}); bitte Platz schaffen, das Schreiben erlauben und erneut versuchen.</translation>
    </message>
    <message>
        <source>The library in {folder} is damaged. It can be repaired when Pictrove starts; no photo is affected.</source>
        <translation>Die Bibliothek in {folder} ist beschädigt. Beim Start von Pictrove lässt sie sich reparieren; kein Foto ist betroffen.</translation>
    </message>
    <message>
        <source>The library {path} cannot be read or written ({reason}); check its disk and the rights of its folder and try again.</source>
        <translation>Die Bibliothek {path} ist nicht les- oder schreibbar ({reason}); bitte Datenträger und Rechte des Ordners prüfen und erneut versuchen.</translation>
    </message>
    <message>
        <source>The library {path} cannot be written; allow writing to its folder and try again.</source>
        <translation>Die Bibliothek {path} lässt sich nicht schreiben; bitte das Schreiben in ihren Ordner erlauben und erneut versuchen.</translation>
    </message>
    <message>
        <source>The library {path} is damaged. It can be repaired when Pictrove starts; no photo is affected.</source>
        <translation>Die Bibliothek {path} ist beschädigt. Beim Start von Pictrove lässt sie sich reparieren; kein Foto ist betroffen.</translation>
    </message>
    <message>
        <source>The library {path} was written by a newer version of Pictrove; update Pictrove to use it.</source>
        <translation>Die Bibliothek {path} stammt von einer neueren Version; bitte Pictrove aktualisieren.</translation>
    </message>
    <message>
        <source>The library&apos;s folder {folder} cannot be written ({reason}); allow writing to it and try again.</source>
        <translation>Der Ordner {folder} der Bibliothek lässt sich nicht beschreiben ({reason}). Bitte das Schreiben erlauben und erneut versuchen.</translation>
    </message>
    <message>
        <source>The model cannot make sense of this picture.</source>
        <translation>Das Modell kann mit diesem Bild nichts anfangen.</translation>
    </message>
    <message>
        <source>The model in {folder} was made for another version of Pictrove. Remove its files, and download or import it again.</source>
        <translation>Das Modell in {folder} stammt von einer anderen Version von Pictrove. Bitte seine Dateien entfernen und es neu herunterladen oder importieren.</translation>
    </message>
    <message>
        <source>The model {model} answers searches, so nothing of it is removed. Use another one first.</source>
        <translation>Das Modell {model} beantwortet Suchen, daher wird nichts davon entfernt. Bitte zuerst ein anderes verwenden.</translation>
    </message>
    <message>
        <source>The model {model} is about to take over, so nothing of it is removed. Call that off first.</source>
        <translation>Das Modell {model} soll übernehmen, daher wird nichts davon entfernt. Bitte zuerst „Nicht übernehmen“ wählen.</translation>
    </message>
    <message>
        <source>The model {model} is not here, so nothing was verified.</source>
        <translation>Das Modell {model} ist nicht hier, daher wurde nichts geprüft.</translation>
    </message>
    <message>
        <source>The model {model} is not on this computer. Download it first.</source>
        <translation>Das Modell {model} ist nicht auf diesem Computer. Bitte zuerst herunterladen.</translation>
    </message>
    <message>
        <source>The model {model} made of these weights cannot tell pictures, or texts, from each other; fetch the weights again, or choose another model.</source>
        <translation>Das Modell {model} aus diesen Gewichten kann Bilder oder Texte nicht voneinander unterscheiden; bitte die Gewichte neu herunterladen oder ein anderes Modell auswählen.</translation>
    </message>
    <message>
        <source>The prepared model in {folder} says that it is {model}, and is another one; get that model again.</source>
        <translation>Das fertige Modell in {folder} gibt sich als {model} aus und ist ein anderes; bitte dieses Modell noch einmal holen.</translation>
    </message>
    <message>
        <source>The prepared towers of {model} cannot be loaded; free some memory and try again, or report this with the model&apos;s name.</source>
        <translation>Das fertige Modell {model} lässt sich nicht laden; bitte Arbeitsspeicher freigeben und erneut versuchen oder dies mit dem Namen des Modells melden.</translation>
    </message>
    <message>
        <source>The weights {file} cannot be read ({reason}); check the name, and see that their drive is there.</source>
        <translation>Die Gewichte {file} lassen sich nicht lesen ({reason}); bitte den Namen und das Laufwerk prüfen.</translation>
    </message>
    <message>
        <source>{file} has changed since it was fetched; copy it again, or fetch it again.</source>
        <translation>{file} hat sich seit dem Herunterladen verändert; bitte noch einmal kopieren oder herunterladen.</translation>
    </message>
    <message>
        <source>The parts of this query cancel each other out; change a weight or leave one out.</source>
        <translation>Die Begriffe dieser Suche heben sich gegenseitig auf; bitte ein Gewicht ändern oder einen weglassen.</translation>
    </message>
    <message>
        <source>SSL_CERT_FILE names {file}, which cannot be read as certificates ({reason}); correct it, or unset it to trust those of this computer.</source>
        <translation>SSL_CERT_FILE nennt {file}, worin sich keine Zertifikate lesen lassen ({reason}); bitte berichtigen oder entfernen, damit die Zertifikate dieses Computers gelten.</translation>
    </message>
    <message>
        <source>The certificate that {host} shows is not trusted ({reason}); check the date of this computer, and where a proxy looks into encrypted connections have its certificate added to those of this computer, or name its file in SSL_CERT_FILE.</source>
        <translation>Dem Zertifikat von {host} wird nicht vertraut ({reason}); bitte das Datum dieses Computers prüfen. Wo ein Proxy verschlüsselte Verbindungen öffnet, muss sein Zertifikat zu denen dieses Computers gehören, oder SSL_CERT_FILE muss seine Datei nennen.</translation>
    </message>
    <message>
        <source>The library that was kept as {file} cannot be removed ({reason}); allow writing to its folder and try again.</source>
        <translation>Die als {file} aufbewahrte Bibliothek kann nicht entfernt werden ({reason}); bitte das Schreiben in ihren Ordner erlauben und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The library&apos;s folder {folder} cannot be read ({reason}); allow reading it and try again.</source>
        <translation>Der Ordner der Bibliothek {folder} kann nicht gelesen werden ({reason}); bitte das Lesen erlauben und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The photo decoder does not start; install Pictrove again.</source>
        <translation>Der Prozess zum Lesen von Fotos startet nicht; bitte Pictrove neu installieren.</translation>
    </message>
    <message>
        <source>The photo is not in the library any more.</source>
        <translation>Das Foto ist nicht mehr in der Bibliothek.</translation>
    </message>
    <message>
        <source>The photos still lie in {old}, and there is no folder {new}. Move them first.</source>
        <translation>Die Fotos liegen noch in {old}, und den Ordner {new} gibt es nicht. Bitte die Fotos zuerst verschieben.</translation>
    </message>
    <message>
        <source>The picture is damaged: it has no pixels.</source>
        <translation>Das Bild ist beschädigt: Es hat keine Pixel.</translation>
    </message>
    <message>
        <source>The picture is damaged: its content does not make sense.</source>
        <translation>Das Bild ist beschädigt: Der Inhalt ergibt keinen Sinn.</translation>
    </message>
    <message>
        <source>The picture is damaged: its end is missing.</source>
        <translation>Das Bild ist beschädigt: Das Ende fehlt.</translation>
    </message>
    <message>
        <source>The picture is damaged: its header does not make sense.</source>
        <translation>Das Bild ist beschädigt: Der Anfang ergibt keinen Sinn.</translation>
    </message>
    <message>
        <source>The picture is of a variety that cannot be read.</source>
        <translation>Diese Spielart des Formats lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The picture is too large to decode.</source>
        <translation>Das Bild ist zu groß.</translation>
    </message>
    <message>
        <source>The picture is too large to decode: {width} x {height} pixels.</source>
        <translation>Das Bild ist zu groß: {width} × {height} Pixel.</translation>
    </message>
    <message>
        <source>The picture needs more memory than one file is allowed.</source>
        <translation>Das Bild braucht mehr Arbeitsspeicher, als eine Datei haben darf.</translation>
    </message>
    <message>
        <source>The picture {path} cannot be searched with: {reason}</source>
        <translation>Mit dem Bild {path} kann nicht gesucht werden: {reason}</translation>
    </message>
    <message>
        <source>The prepared model cannot be written to {folder} ({reason}); make room there, or close what uses it.</source>
        <translation>Das fertige Modell lässt sich nicht nach {folder} schreiben ({reason}); bitte dort Platz schaffen oder beenden, was es verwendet.</translation>
    </message>
    <message>
        <source>The proxy refused the way to {hub} ({error}); check the proxy settings of this computer.</source>
        <translation>Der Proxy verweigert den Weg zu {hub} ({error}); bitte die Proxy-Einstellungen dieses Computers prüfen.</translation>
    </message>
    <message>
        <source>The proxy {proxy} speaks SOCKS, which Pictrove cannot use. Name a proxy for HTTP in the settings of this computer.</source>
        <translation>Der Proxy {proxy} spricht SOCKS, was Pictrove nicht verwenden kann. Bitte in den Einstellungen dieses Computers einen Proxy für HTTP angeben.</translation>
    </message>
    <message>
        <source>The search index cannot be written to {folder} ({reason}); nothing is lost, but make room there, or searching will be slower.</source>
        <translation>Der Suchindex lässt sich nicht nach {folder} schreiben ({reason}); nichts ist verloren, aber ohne mehr Platz wird die Suche langsamer.</translation>
    </message>
    <message>
        <source>The vocabulary cannot be copied to {folder} ({reason}); make room there.</source>
        <translation>Das Vokabular lässt sich nicht nach {folder} kopieren ({reason}); bitte dort Platz schaffen.</translation>
    </message>
    <message>
        <source>The vocabulary {file} is not that of {model}; choose the tokenizer.json that was published with it.</source>
        <translation>Das Vokabular {file} gehört nicht zu {model}; bitte die mit dem Modell veröffentlichte Datei tokenizer.json auswählen.</translation>
    </message>
    <message>
        <source>The weights {file} are damaged: {tensor} has values that are no finite numbers; fetch them again.</source>
        <translation>Die Gewichte {file} sind beschädigt: {tensor} enthält Werte, die keine endlichen Zahlen sind; bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>The weights {file} cannot be read ({reason}); see that their drive is there, or copy them to this computer first.</source>
        <translation>Die Gewichte {file} lassen sich nicht lesen ({reason}); bitte das Laufwerk prüfen oder die Datei zuerst auf diesen Computer kopieren.</translation>
    </message>
    <message>
        <source>The weights {file} do not fit {model}: {error}; choose the file that was published for this model.</source>
        <translation>Die Gewichte {file} passen nicht zu {model}: {error}; bitte die für dieses Modell veröffentlichte Datei auswählen.</translation>
    </message>
    <message>
        <source>The weights {file} end too early; fetch them again.</source>
        <translation>Die Gewichte {file} enden zu früh; bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>The words to search for are empty; type what the photo shows.</source>
        <translation>Die Suche ist leer; bitte schreiben, was das Foto zeigt.</translation>
    </message>
    <message>
        <source>There are no weights {name} for {model}; there are: {known}.</source>
        <translation>Gewichte {name} gibt es für {model} nicht; es gibt: {known}.</translation>
    </message>
    <message>
        <source>There are several files *.safetensors in {folder}; choose one of them.</source>
        <translation>In {folder} liegen mehrere Dateien *.safetensors; bitte eine davon auswählen.</translation>
    </message>
    <message>
        <source>There are several models in {source} ({models}). Type the name of one, and try again.</source>
        <translation>In {source} liegen mehrere Modelle ({models}). Bitte den Namen eines davon eingeben und erneut versuchen.</translation>
    </message>
    <message>
        <source>There are very many files in {folder}; choose the folder that holds the model.</source>
        <translation>In {folder} liegen sehr viele Dateien; bitte den Ordner mit dem Modell auswählen.</translation>
    </message>
    <message>
        <source>There is no file *.safetensors in {folder}; choose the file with the weights.</source>
        <translation>In {folder} liegt keine Datei *.safetensors; bitte die Datei mit den Gewichten auswählen.</translation>
    </message>
    <message>
        <source>There is no folder {folder}; make it, connect its drive, or name a file elsewhere.</source>
        <translation>Den Ordner {folder} gibt es nicht; bitte ihn anlegen, sein Laufwerk anschließen oder einen anderen Ort auswählen.</translation>
    </message>
    <message>
        <source>There is no folder {path}; check the name, or connect the drive.</source>
        <translation>Den Ordner {path} gibt es nicht; bitte den Namen prüfen oder das Laufwerk anschließen.</translation>
    </message>
    <message>
        <source>There is no library in {folder} yet, so nothing to back up.</source>
        <translation>In {folder} gibt es noch keine Bibliothek, also nichts zu sichern.</translation>
    </message>
    <message>
        <source>There is no library in {folder} yet. Add a folder in Settings &gt; Folders.</source>
        <translation>In {folder} gibt es noch keine Bibliothek. Unter „Einstellungen › Ordner“ lässt sich ein Ordner hinzufügen.</translation>
    </message>
    <message>
        <source>There is no model {name}. There are: {models}.</source>
        <translation>Ein Modell {name} gibt es nicht. Es gibt: {models}.</translation>
    </message>
    <message>
        <source>There is no model {name}. Type its name as open_clip writes it.</source>
        <translation>Ein Modell {name} gibt es nicht. Bitte den Namen so eingeben, wie open_clip ihn schreibt.</translation>
    </message>
    <message>
        <source>There is no model {name}; did you mean {other}?</source>
        <translation>Ein Modell {name} gibt es nicht; ist {other} gemeint?</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no {file} in {repo} on {hub}; weights that were never published as safetensors cannot be used.</source>
        <translation>In {repo} auf {hub} gibt es keine Datei {file}; Gewichte, die nie als safetensors veröffentlicht wurden, sind nicht verwendbar.</translation>
    </message>
    <message>
        <source>These pictures are too large for one search. Save them as files, or remove one.</source>
        <translation>Diese Bilder sind zu groß für eine Suche. Als Dateien gespeichert oder mit einem Bild weniger gelingt sie.</translation>
    </message>
    <message>
        <source>This Pictrove cannot prepare {model}, because PyTorch is not part of it. Prepare it with a Pictrove that has PyTorch, and import it from there.</source>
        <translation>Dieses Pictrove kann {model} nicht vorbereiten, weil PyTorch nicht dazugehört. Bitte mit einem Pictrove mit PyTorch vorbereiten und von dort importieren.</translation>
    </message>
    <message>
        <source>This RAW file is damaged, or of an unknown camera.</source>
        <translation>Diese RAW-Datei ist beschädigt oder stammt von einer unbekannten Kamera.</translation>
    </message>
    <message>
        <source>This desktop does not tell whether somebody is using the computer, so Pictrove indexes all the time. Fewer processor cores in Settings &gt; Indexing keep it modest.</source>
        <translation>Dieser Desktop meldet nicht, ob der Computer benutzt wird; daher wird immer indiziert. Weniger Prozessorkerne unter „Einstellungen › Indizierung“ schonen den Computer.</translation>
    </message>
    <message>
        <source>This is a folder, not a file.</source>
        <translation>Das ist ein Ordner, keine Datei.</translation>
    </message>
    <message>
        <source>This model has a vocabulary of its own; put the {file} that was published with it (in {repo}) into {folder}, and try again.</source>
        <translation>Dieses Modell hat ein eigenes Vokabular; bitte die damit veröffentlichte Datei {file} (in {repo}) nach {folder} legen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Thumbnails cannot be written to {folder} ({reason}). Make room there and try again.</source>
        <translation>Miniaturbilder lassen sich nicht nach {folder} schreiben ({reason}). Bitte dort Platz schaffen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Understands many languages</source>
        <translation>Versteht viele Sprachen</translation>
    </message>
    <message>
        <source>What was written for the backup {file} is not what was to be written ({what}); check that disk, or name a file on another one.</source>
        <translation>In der Sicherung {file} steht nicht, was geschrieben werden sollte ({what}); bitte diesen Datenträger prüfen oder einen anderen auswählen.</translation>
    </message>
    <message>
        <source>{architecture}/{tag} was never published as safetensors, and nothing else is opened; choose another.</source>
        <translation>{architecture}/{tag} wurde nie als safetensors veröffentlicht, und anderes wird nicht geöffnet; bitte ein anderes auswählen.</translation>
    </message>
    <message>
        <source>{file} cannot be read ({reason}). Choose another file.</source>
        <translation>{file} kann nicht gelesen werden ({reason}). Bitte eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>{file} cannot be read ({reason}); check its disk.</source>
        <translation>{file} kann nicht gelesen werden ({reason}); bitte den Datenträger prüfen.</translation>
    </message>
    <message>
        <source>{file} cannot be read ({reason}); see that its drive is there, and that you may read it.</source>
        <translation>{file} lässt sich nicht lesen ({reason}); bitte prüfen, ob das Laufwerk da ist und die Datei gelesen werden darf.</translation>
    </message>
    <message>
        <source>{file} cannot be restored to {folder} ({reason}); make room there, allow reading the one and writing to the other, and try again.</source>
        <translation>{file} kann nicht nach {folder} zurückgespielt werden ({reason}); bitte dort Platz schaffen, das Lesen und das Schreiben erlauben und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{file} cannot be written to {folder}: {reason}; make room there or choose another folder.</source>
        <translation>{file} lässt sich nicht nach {folder} schreiben: {reason}; bitte dort Platz schaffen oder einen anderen Ordner auswählen.</translation>
    </message>
    <message>
        <source>{file} does not end in .safetensors; choose or rename the right file.</source>
        <translation>{file} endet nicht auf .safetensors; bitte die richtige Datei auswählen oder umbenennen.</translation>
    </message>
    <message>
        <source>{file} from {hub} is damaged or was changed (its checksum is wrong), so it was deleted; fetch it again or from another hub.</source>
        <translation>{file} von {hub} ist beschädigt oder verändert (die Prüfsumme ist falsch) und wurde gelöscht; bitte neu oder von einer anderen Adresse herunterladen.</translation>
    </message>
    <message>
        <source>{file} in {folder} cannot be loaded ({error}). Remove the files of the model, and download or import it again.</source>
        <translation>{file} in {folder} lässt sich nicht laden ({error}). Bitte die Dateien des Modells entfernen und es neu herunterladen oder importieren.</translation>
    </message>
    <message>
        <source>{file} is a folder; name a file in it.</source>
        <translation>{file} ist ein Ordner; bitte eine Datei darin angeben.</translation>
    </message>
    <message>
        <source>{file} is no backup but a library that some program works on. End that program, or choose a backup.</source>
        <translation>{file} ist keine Sicherung, sondern eine Bibliothek, an der ein Programm arbeitet. Bitte dieses Programm beenden oder eine Sicherung wählen.</translation>
    </message>
    <message>
        <source>{file} is no complete safetensors file ({error}); fetch it again.</source>
        <translation>{file} ist keine vollständige safetensors-Datei ({error}); bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>{file} is no file of a model; choose another.</source>
        <translation>{file} ist keine Datei eines Modells; bitte eine andere auswählen.</translation>
    </message>
    <message>
        <source>{file} is no ordinary file. Choose a backup.</source>
        <translation>{file} ist keine gewöhnliche Datei. Bitte eine Sicherung wählen.</translation>
    </message>
    <message>
        <source>{file} is no ordinary file; name another one.</source>
        <translation>{file} ist keine gewöhnliche Datei; bitte eine andere angeben.</translation>
    </message>
    <message>
        <source>{file} is not a backup of a Pictrove library. Choose a file that was made with “Back up the library…”.</source>
        <translation>{file} ist keine Sicherung einer Pictrove-Bibliothek. Bitte eine Datei wählen, die mit „Bibliothek sichern …“ erstellt wurde.</translation>
    </message>
    <message>
        <source>{file} is not a safetensors file. For your safety only that format is opened: choose the file that ends in .safetensors.</source>
        <translation>{file} ist keine safetensors-Datei. Zur Sicherheit wird nur dieses Format geöffnet: Bitte die Datei mit der Endung .safetensors auswählen.</translation>
    </message>
    <message>
        <source>{file} is not a sound backup of a Pictrove library: it is damaged, or was made by something else. Choose another one.</source>
        <translation>{file} ist keine einwandfreie Sicherung einer Pictrove-Bibliothek: Sie ist beschädigt oder stammt von etwas anderem. Bitte eine andere wählen.</translation>
    </message>
    <message>
        <source>{file} is not the file that was published for this model (its checksum is wrong); fetch it again.</source>
        <translation>{file} ist nicht die für dieses Modell veröffentlichte Datei (die Prüfsumme ist falsch); bitte neu herunterladen.</translation>
    </message>
    <message>
        <source>{file} is the library that is in use. Choose a backup.</source>
        <translation>{file} ist die Bibliothek, die in Gebrauch ist. Bitte eine Sicherung wählen.</translation>
    </message>
    <message>
        <source>{file} is there already, and is no backup of a library. Choose another name.</source>
        <translation>{file} gibt es schon, und es ist keine Sicherung einer Bibliothek. Bitte einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>{file} lies among Pictrove&apos;s own files in {folder}, and a backup would be lost with them; name a file elsewhere, best on another disk.</source>
        <translation>{file} läge zwischen den eigenen Dateien von Pictrove in {folder}, und eine Sicherung ginge mit ihnen verloren; bitte einen anderen Ort auswählen, am besten auf einem anderen Datenträger.</translation>
    </message>
    <message>
        <source>{file} needs {needed} GB in {folder}, and only {free} GB are free; make room there.</source>
        <translation>{file} braucht {needed} GB in {folder}, frei sind nur {free} GB; bitte dort Platz schaffen.</translation>
    </message>
    <message>
        <source>{file} on {hub} has {size} bytes instead of {known}, so it is another file and was not fetched. Name another address in Settings &gt; Models.</source>
        <translation>{file} auf {hub} hat {size} statt {known} Bytes, ist also eine andere Datei und wurde nicht heruntergeladen. Bitte unter „Einstellungen › Modelle“ eine andere Adresse angeben.</translation>
    </message>
    <message>
        <source>{file} takes {needed} MB, and there is less room in {folder}; make room there, and try again.</source>
        <translation>{file} braucht {needed} MB, und in {folder} ist weniger Platz; bitte dort Platz schaffen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{file} was changed while it was read; see that nothing writes to it, and try again.</source>
        <translation>{file} wurde beim Lesen verändert; bitte dafür sorgen, dass nichts in die Datei schreibt, und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>{file} was made by a newer version of Pictrove; update Pictrove to restore it.</source>
        <translation>{file} stammt von einer neueren Version von Pictrove; bitte Pictrove aktualisieren, um sie zurückzuspielen.</translation>
    </message>
    <message>
        <source>{file} was not copied completely; copy it again, or fetch it again.</source>
        <translation>{file} wurde nicht vollständig kopiert; bitte noch einmal kopieren oder herunterladen.</translation>
    </message>
    <message>
        <source>{folder} cannot be reached now; its photos are kept until it is back.</source>
        <translation>{folder} ist zurzeit nicht erreichbar; die Fotos bleiben erhalten, bis er wieder da ist.</translation>
    </message>
    <message>
        <source>{folder} is no folder of this computer; name one where the photos lie.</source>
        <translation>{folder} ist kein Ordner dieses Computers; bitte einen auswählen, in dem die Fotos liegen.</translation>
    </message>
    <message>
        <source>{hub} cannot be reached ({error}). Check the network, or name another address in Settings &gt; Models.</source>
        <translation>{hub} ist nicht erreichbar ({error}). Bitte das Netz prüfen oder unter „Einstellungen › Modelle“ eine andere Adresse angeben.</translation>
    </message>
    <message>
        <source>{hub} does not have {file} of {repo}. Name another address in Settings &gt; Models.</source>
        <translation>{hub} hat {file} von {repo} nicht. Bitte unter „Einstellungen › Modelle“ eine andere Adresse angeben.</translation>
    </message>
    <message>
        <source>{hub} gives no checksum for {file}, so it was deleted; fetch it from a hub that does.</source>
        <translation>{hub} nennt keine Prüfsumme für {file}; die Datei wurde gelöscht. Bitte von einer Adresse herunterladen, die eine nennt.</translation>
    </message>
    <message>
        <source>{hub} leads from one address to another without end. Check whether the network wants you to sign in, or name another address in Settings &gt; Models.</source>
        <translation>{hub} leitet endlos von einer Adresse zur anderen weiter. Bitte prüfen, ob das Netzwerk eine Anmeldung verlangt, oder unter „Einstellungen › Modelle“ eine andere Adresse angeben.</translation>
    </message>
    <message>
        <source>{hub} leads to an address that is none of the web ({error}). Name another address in Settings &gt; Models.</source>
        <translation>{hub} leitet zu einer Adresse weiter, die keine Web-Adresse ist ({error}). Bitte unter „Einstellungen › Modelle“ eine andere Adresse angeben.</translation>
    </message>
    <message>
        <source>{hub} refused {repo}/{file} ({status} {error}); fetch the file with a browser and use it from there.</source>
        <translation>{hub} verweigert {repo}/{file} ({status} {error}); bitte die Datei mit einem Browser herunterladen und von dort verwenden.</translation>
    </message>
    <message>
        <source>{hub} sends {file} without an end, so what came of it was deleted. Name another address in Settings &gt; Models.</source>
        <translation>{hub} sendet {file} ohne Ende; was davon ankam, wurde gelöscht. Bitte unter „Einstellungen › Modelle“ eine andere Adresse angeben.</translation>
    </message>
    <message>
        <source>{model} has a vocabulary of its own; put the tokenizer.json that was published with it beside the weights.</source>
        <translation>{model} hat ein eigenes Vokabular; bitte die mit dem Modell veröffentlichte Datei tokenizer.json neben die Gewichte legen.</translation>
    </message>
    <message>
        <source>{model} takes over when its files are on this computer. Download or import it in Settings &gt; Models, or call that off there.</source>
        <translation>{model} übernimmt, sobald seine Dateien auf diesem Computer sind. Bitte unter „Einstellungen › Modelle“ herunterladen oder importieren oder dort „Nicht übernehmen“ wählen.</translation>
    </message>
    <message>
        <source>{old} and {new} are the same folder; name where the photos lie now.</source>
        <translation>{old} und {new} sind derselbe Ordner; bitte angeben, wo die Fotos jetzt liegen.</translation>
    </message>
    <message>
        <source>{path} is a file. Choose the folder it is in.</source>
        <translation>{path} ist eine Datei. Bitte den Ordner auswählen, in dem sie liegt.</translation>
    </message>
    <message>
        <source>{proxy} is no address of a proxy; check the proxy settings of this computer.</source>
        <translation>{proxy} ist keine Adresse eines Proxys; bitte die Proxy-Einstellungen dieses Computers prüfen.</translation>
    </message>
    <message>
        <source>{source} is of no model that Pictrove recognises by itself. Type the name of the model, and try again.</source>
        <translation>{source} gehört zu keinem Modell, das Pictrove von selbst erkennt. Bitte den Namen des Modells eingeben und erneut versuchen.</translation>
    </message>
    <message>
        <source>{source} may be of {models}. Type the name of one, and try again.</source>
        <translation>{source} kann zu {models} gehören. Bitte den Namen eines davon eingeben und erneut versuchen.</translation>
    </message>
    <message>
        <source>{url} is a web page, not a model. Check whether the network wants you to sign in, or name another address in Settings &gt; Models.</source>
        <translation>{url} ist eine Webseite, kein Modell. Bitte prüfen, ob das Netz eine Anmeldung verlangt, oder unter „Einstellungen › Modelle“ eine andere Adresse angeben.</translation>
    </message>
</context>
<context>
    <name>EngineLink</name>
    <message>
        <source>The background engine cannot be started.</source>
        <translation>Der Hintergrunddienst kann nicht gestartet werden.</translation>
    </message>
</context>
<context>
    <name>EngineTroubles</name>
    <message>
        <source>No photo is touched.</source>
        <translation>Kein Foto wird angerührt.</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>The background engine ended unexpectedly. It is being started again.</source>
        <translation>Der Hintergrunddienst wurde unerwartet beendet. Er wird neu gestartet.</translation>
    </message>
    <message>
        <source>The background engine is running again. Nothing that was finished is lost.</source>
        <translation>Der Hintergrunddienst läuft wieder. Nichts Fertiges ging verloren.</translation>
    </message>
    <message>
        <source>The library is being repaired</source>
        <translation>Die Bibliothek wird repariert</translation>
    </message>
    <message>
        <source>Your library cannot be opened</source>
        <translation>Die Bibliothek lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>ExcludesEditor</name>
    <message>
        <source>&amp;Leave out</source>
        <translation>&amp;Auslassen</translation>
    </message>
    <message>
        <source>A name leaves out every file and folder of that name; * stands for any characters. With a slash it is compared with the path below the folder.</source>
        <translation>Ein Name lässt alle Dateien und Ordner dieses Namens aus; * steht für beliebige Zeichen. Mit Schrägstrich wird der Pfad unterhalb des Ordners verglichen.</translation>
    </message>
    <message>
        <source>For example *.tif or Work/*</source>
        <translation>Zum Beispiel *.tif oder Arbeit/*</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>What is left out</source>
        <translation>Was ausgelassen wird</translation>
    </message>
</context>
<context>
    <name>FactRow</name>
    <message>
        <source>Copy: {text}</source>
        <translation>Kopieren: {text}</translation>
    </message>
    <message>
        <source>Opens the web page of OpenStreetMap in your browser, and tells it these coordinates. Nothing is sent before you click.</source>
        <translation>Öffnet OpenStreetMap im Browser und übermittelt dabei diese Koordinaten. Vor dem Klick wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Show on OpenStreetMap</source>
        <translation>Auf OpenStreetMap zeigen</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message numerus="yes">
        <source>%Ln star(s)</source>
        <translation>
            <numerusform>%Ln Stern</numerusform>
            <numerusform>%Ln Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>Altitude</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Coordinates</source>
        <translation>Koordinaten</translation>
    </message>
    <message>
        <source>E</source>
        <comment>east</comment>
        <translation>O</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>File changed</source>
        <translation>Datei geändert</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>N</source>
        <comment>north</comment>
        <translation>N</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>S</source>
        <comment>south</comment>
        <translation>S</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>W</source>
        <comment>west</comment>
        <translation>W</translation>
    </message>
    <message>
        <source>{number} m above sea level</source>
        <translation>{number} m über dem Meer</translation>
    </message>
    <message>
        <source>{number} m below sea level</source>
        <translation>{number} m unter dem Meer</translation>
    </message>
    <message>
        <source>{number} megapixels</source>
        <translation>{number} Megapixel</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <comment>seconds of exposure</comment>
        <translation>{seconds} s</translation>
    </message>
</context>
<context>
    <name>FailureTable</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
</context>
<context>
    <name>FailuresPage</name>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) will be read again.</source>
        <translation>
            <numerusform>%Ln Datei wird erneut gelesen.</numerusform>
            <numerusform>%Ln Dateien werden erneut gelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Download photos that are in the cloud</source>
        <translation>Fotos aus der Cloud &amp;herunterladen</translation>
    </message>
    <message>
        <source>&amp;Show in folder</source>
        <translation>Im &amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>E&amp;rneut versuchen</translation>
    </message>
    <message>
        <source>Every file could be read.</source>
        <translation>Alle Dateien konnten gelesen werden.</translation>
    </message>
    <message>
        <source>Files that could not be read</source>
        <translation>Dateien, die nicht gelesen werden konnten</translation>
    </message>
    <message>
        <source>Files that would have to be downloaded first (OneDrive, iCloud) are skipped unless this is on when they are tried again.</source>
        <translation>Dateien, die erst heruntergeladen werden müssten (OneDrive, iCloud), werden beim erneuten Versuch übersprungen, solange dies nicht eingeschaltet ist.</translation>
    </message>
    <message>
        <source>These files could not be read, so they cannot be found. A file is tried again automatically when it changes.</source>
        <translation>Diese Dateien konnten nicht gelesen werden und sind daher nicht zu finden. Ändert sich eine davon, wird sie von selbst erneut gelesen.</translation>
    </message>
    <message>
        <source>Try &amp;all again</source>
        <translation>&amp;Alle erneut versuchen</translation>
    </message>
    <message>
        <source>Unreadable files</source>
        <translation>Unlesbare Dateien</translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter zurücksetzen</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find a camera</source>
        <translation>Kamera suchen</translation>
    </message>
    <message>
        <source>Find a keyword</source>
        <translation>Schlagwort suchen</translation>
    </message>
    <message>
        <source>Find a lens</source>
        <translation>Objektiv suchen</translation>
    </message>
    <message>
        <source>Find a place</source>
        <translation>Ort suchen</translation>
    </message>
    <message>
        <source>Find a type</source>
        <translation>Dateityp suchen</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>Once there are photos, filter them here by date, folder, camera, place and more.</source>
        <translation>Sobald Fotos da sind, lassen sie sich hier nach Datum, Ordner, Kamera, Ort und mehr filtern.</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Dateityp</translation>
    </message>
    <message>
        <source>{some} of {all}</source>
        <translation>{some} von {all}</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>All names with “{part}”</source>
        <translation>Alle Namen mit „{part}“</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>Hidden photos</source>
        <translation>Ausgeblendete Fotos</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>Querformat</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Hochformat</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Quadratisch</translation>
    </message>
    <message>
        <source>like a part of {picture}</source>
        <translation>ähnlich einem Ausschnitt von {picture}</translation>
    </message>
    <message>
        <source>like a picture</source>
        <translation>ähnlich einem Bild</translation>
    </message>
    <message>
        <source>like {picture}</source>
        <translation>ähnlich {picture}</translation>
    </message>
    <message>
        <source>not {term}</source>
        <translation>nicht {term}</translation>
    </message>
    <message>
        <source>{count} cameras</source>
        <translation>{count} Kameras</translation>
    </message>
    <message>
        <source>{count} folders</source>
        <translation>{count} Ordner</translation>
    </message>
    <message>
        <source>{count} keywords</source>
        <translation>{count} Schlagwörter</translation>
    </message>
    <message>
        <source>{count} lenses</source>
        <translation>{count} Objektive</translation>
    </message>
    <message>
        <source>{count} orientations</source>
        <translation>{count} Formate</translation>
    </message>
    <message>
        <source>{count} places</source>
        <translation>{count} Orte</translation>
    </message>
    <message>
        <source>{count} types</source>
        <translation>{count} Dateitypen</translation>
    </message>
    <message>
        <source>“{part}” is not in the library now</source>
        <translation>„{part}“ ist zurzeit nicht in der Bibliothek</translation>
    </message>
    <message>
        <source>★ {stars} or more</source>
        <translation>Ab ★ {stars}</translation>
    </message>
</context>
<context>
    <name>FirstPhotos</name>
    <message numerus="yes">
        <source>%Ln file(s) could not be read; the settings list them.</source>
        <translation>
            <numerusform>%Ln Datei konnte nicht gelesen werden; die Einstellungen nennen sie.</numerusform>
            <numerusform>%Ln Dateien konnten nicht gelesen werden; die Einstellungen nennen sie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) can be found</source>
        <translation>
            <numerusform>%Ln Foto kann gefunden werden</numerusform>
            <numerusform>%Ln Fotos können gefunden werden</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose other folders, or go on: new photos are noticed automatically.</source>
        <translation>Andere Ordner auswählen oder fortfahren: Neue Fotos werden von selbst bemerkt.</translation>
    </message>
    <message>
        <source>Everything is ready. Describe a photo in your own words and see.</source>
        <translation>Alles ist bereit. Ein Foto in eigenen Worten beschreiben und staunen.</translation>
    </message>
    <message>
        <source>Progress of indexing</source>
        <translation>Fortschritt der Indizierung</translation>
    </message>
    <message>
        <source>Reading your photos has to wait</source>
        <translation>Das Lesen der Fotos muss warten</translation>
    </message>
    <message>
        <source>The first ones can be found in a moment.</source>
        <translation>Die ersten sind gleich zu finden.</translation>
    </message>
    <message>
        <source>There are no photos in these folders</source>
        <translation>In diesen Ordnern sind keine Fotos</translation>
    </message>
    <message>
        <source>Your photos are being read</source>
        <translation>Die Fotos werden gelesen</translation>
    </message>
    <message>
        <source>{done} of {photos} can be found already; you may search now.</source>
        <comment>done is a number</comment>
        <translation>{done} von {photos} sind schon zu finden; die Suche ist bereit.</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>noch {duration}</translation>
    </message>
</context>
<context>
    <name>FolderChoice</name>
    <message>
        <source>&amp;Add folder…</source>
        <translation>Ordner &amp;hinzufügen …</translation>
    </message>
    <message>
        <source>Add a folder of photos</source>
        <translation>Ordner mit Fotos hinzufügen</translation>
    </message>
    <message>
        <source>Add the folders that your photos are in.</source>
        <translation>Die Ordner hinzufügen, in denen die Fotos liegen.</translation>
    </message>
    <message>
        <source>{folder} is included with {above} already.</source>
        <translation>{folder} ist in {above} schon enthalten.</translation>
    </message>
</context>
<context>
    <name>FolderDetails</name>
    <message>
        <source>&amp;Remove from the library…</source>
        <translation>Aus der Bibliothek &amp;entfernen …</translation>
    </message>
    <message>
        <source>&amp;Watch for new, changed and removed photos</source>
        <translation>Auf neue, geänderte und gelöschte Fotos &amp;achten</translation>
    </message>
    <message>
        <source>Choose the folder in which these photos lie now.</source>
        <translation>Den Ordner auswählen, in dem diese Fotos jetzt liegen.</translation>
    </message>
    <message>
        <source>Include &amp;hidden files and folders</source>
        <translation>&amp;Versteckte Dateien und Ordner einbeziehen</translation>
    </message>
    <message>
        <source>It lies el&amp;sewhere now…</source>
        <translation>Er liegt jetzt &amp;woanders …</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Look again &amp;now</source>
        <translation>&amp;Jetzt neu einlesen</translation>
    </message>
    <message>
        <source>O&amp;pen folder</source>
        <translation>Ordner ö&amp;ffnen</translation>
    </message>
    <message>
        <source>This folder cannot be reached now. Its photos stay in the library, and are compared with the folder when it is back. If its drive has another letter, or the folder was moved, say where it is now.</source>
        <translation>Dieser Ordner ist zurzeit nicht erreichbar. Seine Fotos bleiben in der Bibliothek und werden abgeglichen, sobald er wieder da ist. Hat sein Laufwerk einen anderen Buchstaben oder wurde der Ordner verschoben, bitte angeben, wo er jetzt liegt.</translation>
    </message>
    <message>
        <source>What is left out can be changed while the folder is watched.</source>
        <translation>Was ausgelassen wird, lässt sich ändern, solange der Ordner überwacht wird.</translation>
    </message>
</context>
<context>
    <name>FolderModel</name>
    <message>
        <source>Included with the folder above it. Tick it to see only this one.</source>
        <translation>Im übergeordneten Ordner enthalten. Ankreuzen zeigt nur diesen.</translation>
    </message>
    <message>
        <source>The library has no photos in this folder now.</source>
        <translation>Die Bibliothek enthält zurzeit keine Fotos aus diesem Ordner.</translation>
    </message>
    <message>
        <source>This folder cannot be reached now. Its photos are kept.</source>
        <translation>Dieser Ordner ist zurzeit nicht erreichbar. Seine Fotos bleiben erhalten.</translation>
    </message>
    <message>
        <source>{folder} (offline)</source>
        <translation>{folder} (nicht erreichbar)</translation>
    </message>
</context>
<context>
    <name>FolderRow</name>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Remove {folder} from the list</source>
        <translation>{folder} aus der Liste entfernen</translation>
    </message>
</context>
<context>
    <name>FolderSection</name>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>FolderTable</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Not watched</source>
        <translation>Nicht überwacht</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Nicht erreichbar</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>Überwacht</translation>
    </message>
</context>
<context>
    <name>FolderView</name>
    <message>
        <source>Open in file manager</source>
        <translation>Im Dateimanager öffnen</translation>
    </message>
    <message>
        <source>Show only this folder</source>
        <translation>Nur diesen Ordner zeigen</translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message numerus="yes">
        <source>%Ln photo(s) are in {folder} now; nothing has to be read again.</source>
        <translation>
            <numerusform>%Ln Foto liegt jetzt in {folder}; nichts muss neu gelesen werden.</numerusform>
            <numerusform>%Ln Fotos liegen jetzt in {folder}; nichts muss neu gelesen werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) left the library; no file was touched.</source>
        <translation>
            <numerusform>%Ln Foto wurde aus der Bibliothek entfernt; keine Datei wurde verändert.</numerusform>
            <numerusform>%Ln Fotos wurden aus der Bibliothek entfernt; keine Datei wurde verändert.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Add folder…</source>
        <translation>Ordner &amp;hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Remove from the library</source>
        <translation>Aus der Bibliothek &amp;entfernen</translation>
    </message>
    <message>
        <source>Add a folder of photos</source>
        <translation>Ordner mit Fotos hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Everything is up to date. %Ln photo(s) were new or changed.</source>
        <translation>
            <numerusform>Alles ist aktuell. %Ln Foto war neu oder geändert.</numerusform>
            <numerusform>Alles ist aktuell. %Ln Fotos waren neu oder geändert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folders of the library</source>
        <translation>Ordner der Bibliothek</translation>
    </message>
    <message>
        <source>Photos in these folders, and in the folders below them, can be found.</source>
        <translation>Fotos in diesen Ordnern und ihren Unterordnern können gefunden werden.</translation>
    </message>
    <message>
        <source>Pictrove is looking at {folder} again.</source>
        <translation>{folder} wird neu eingelesen.</translation>
    </message>
    <message>
        <source>Remove this folder from the library?</source>
        <translation>Diesen Ordner aus der Bibliothek entfernen?</translation>
    </message>
    <message>
        <source>There is no folder yet. Add one to find its photos.</source>
        <translation>Noch kein Ordner. Sobald einer hinzugefügt ist, können seine Fotos gefunden werden.</translation>
    </message>
    <message>
        <source>Where the photos lie now</source>
        <translation>Wo die Fotos jetzt liegen</translation>
    </message>
    <message>
        <source>{folder}

Its photos can no longer be found. No file is touched, and the folder can be added again.</source>
        <translation>{folder}

Seine Fotos können dann nicht mehr gefunden werden. Keine Datei wird verändert, und der Ordner kann wieder hinzugefügt werden.</translation>
    </message>
    <message>
        <source>{folder} is watched now; its photos are being read.</source>
        <translation>{folder} wird jetzt überwacht; die Fotos werden gelesen.</translation>
    </message>
</context>
<context>
    <name>Headings</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>No date</source>
        <translation>Ohne Datum</translation>
    </message>
</context>
<context>
    <name>HistogramView</name>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>{black} % black, {white} % white</source>
        <translation>{black} % schwarz, {white} % weiß</translation>
    </message>
</context>
<context>
    <name>IndexingPage</name>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>&amp;Closing the window leaves Pictrove in the tray</source>
        <translation>Beim Schließen des &amp;Fensters im Infobereich bleiben</translation>
    </message>
    <message>
        <source>&amp;Go on when Pictrove is closed</source>
        <translation>&amp;Weiterarbeiten, wenn Pictrove geschlossen ist</translation>
    </message>
    <message>
        <source>&amp;Keep the model in memory for</source>
        <translation>Modell im &amp;Speicher halten für</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Quiet hours</source>
        <translation>&amp;Ruhezeit</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Start when I log in</source>
        <translation>Beim An&amp;melden starten</translation>
    </message>
    <message>
        <source>A day</source>
        <translation>Ein Tag</translation>
    </message>
    <message numerus="yes">
        <source>All (%Ln)</source>
        <comment>processor cores</comment>
        <translation>
            <numerusform>Alle (%Ln)</numerusform>
            <numerusform>Alle (%Ln)</numerusform>
        </translation>
    </message>
    <message>
        <source>An hour</source>
        <translation>Eine Stunde</translation>
    </message>
    <message>
        <source>Half an hour</source>
        <translation>Eine halbe Stunde</translation>
    </message>
    <message>
        <source>In the background</source>
        <translation>Im Hintergrund</translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>Indizierung</translation>
    </message>
    <message>
        <source>After two minutes without keyboard or mouse.</source>
        <translation>Nach zwei Minuten ohne Tastatur und Maus.</translation>
    </message>
    <message>
        <source>New photos are noticed without opening Pictrove first.</source>
        <translation>Neue Fotos werden bemerkt, ohne dass Pictrove geöffnet wird.</translation>
    </message>
    <message>
        <source>Nothing to do: every photo is read.</source>
        <translation>Nichts zu tun: Alle Fotos sind gelesen.</translation>
    </message>
    <message>
        <source>Only while nobody &amp;uses the computer</source>
        <translation>Nur wenn der Computer nicht &amp;benutzt wird</translation>
    </message>
    <message>
        <source>Only while the computer is &amp;plugged in</source>
        <translation>Nur im &amp;Netzbetrieb</translation>
    </message>
    <message>
        <source>Other programs always come first; fewer cores keep the fan quiet, too.</source>
        <translation>Andere Programme haben immer Vorrang; weniger Kerne halten auch den Lüfter leise.</translation>
    </message>
    <message>
        <source>Pause &amp;for</source>
        <translation>Anhalten &amp;für</translation>
    </message>
    <message>
        <source>Pause only &amp;for</source>
        <translation>Nur anhalten &amp;für</translation>
    </message>
    <message>
        <source>Processor &amp;cores</source>
        <translation>Prozessor&amp;kerne</translation>
    </message>
    <message>
        <source>Progress of indexing</source>
        <translation>Fortschritt der Indizierung</translation>
    </message>
    <message>
        <source>Quiet hours begin</source>
        <translation>Beginn der Ruhezeit</translation>
    </message>
    <message>
        <source>Quiet hours end</source>
        <translation>Ende der Ruhezeit</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>These rules apply to automatic indexing, not to what you start yourself.</source>
        <translation>Dies gilt für die automatische Indizierung, nicht für selbst Gestartetes.</translation>
    </message>
    <message>
        <source>Watched folders stay up to date even while no window is open. Quitting Pictrove then only closes the window; if this is off, everything stops.</source>
        <translation>Überwachte Ordner bleiben auch ohne offenes Fenster aktuell. Beenden schließt dann nur das Fenster; ist dies ausgeschaltet, endet damit alles.</translation>
    </message>
    <message>
        <source>Three hours</source>
        <translation>Drei Stunden</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>When it has not been used for this long, its memory is freed; the next search takes a moment longer.</source>
        <translation>Wird es so lange nicht gebraucht, wird sein Speicher frei; die nächste Suche dauert dann einen Moment länger.</translation>
    </message>
    <message>
        <source>When photos are read. Searching is always possible, also during a pause.</source>
        <translation>Wann Fotos gelesen werden. Suchen geht immer, auch in einer Pause.</translation>
    </message>
    <message>
        <source>from</source>
        <comment>quiet hours</comment>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <comment>quiet hours</comment>
        <translation>bis</translation>
    </message>
</context>
<context>
    <name>KeptLibraries</name>
    <message numerus="yes">
        <source>%Ln earlier library(s) take {size}. They were kept when a backup was restored, the library was repaired, or Pictrove was updated.</source>
        <translation>
            <numerusform>%Ln frühere Bibliothek belegt {size}. Sie wurde aufbewahrt, als eine Sicherung zurückgespielt, die Bibliothek repariert oder Pictrove aktualisiert wurde.</numerusform>
            <numerusform>%Ln frühere Bibliotheken belegen {size}. Sie wurden aufbewahrt, als eine Sicherung zurückgespielt, die Bibliothek repariert oder Pictrove aktualisiert wurde.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>{when}, {size}: before an update of Pictrove</source>
        <translation>{when}, {size}: vor Aktualisierung von Pictrove</translation>
    </message>
    <message>
        <source>{when}, {size}: damaged, before a repair</source>
        <translation>{when}, {size}: beschädigt, vor Reparatur</translation>
    </message>
    <message>
        <source>{when}, {size}: replaced by a backup</source>
        <translation>{when}, {size}: durch Sicherung ersetzt</translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln earlier library(s) for good?</source>
        <translation>
            <numerusform>%Ln frühere Bibliothek endgültig entfernen?</numerusform>
            <numerusform>%Ln frühere Bibliotheken endgültig entfernen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove &amp;them…</source>
        <translation>&amp;Diese entfernen …</translation>
    </message>
    <message>
        <source>The library in use, your backups and your photos stay. What was removed cannot be brought back.</source>
        <translation>Die Bibliothek in Gebrauch, Sicherungen und Fotos bleiben. Was entfernt wurde, kann nicht zurückgeholt werden.</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>und %Ln weitere</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Languages</name>
    <message>
        <source>Arabic</source>
        <translation>Arabisch</translation>
    </message>
    <message>
        <source>Bengali</source>
        <translation>Bengalisch</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>Chinesisch</translation>
    </message>
    <message>
        <source>Croatian</source>
        <translation>Kroatisch</translation>
    </message>
    <message>
        <source>Czech</source>
        <translation>Tschechisch</translation>
    </message>
    <message>
        <source>Danish</source>
        <translation>Dänisch</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>Niederländisch</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation>Finnisch</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>Griechisch</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>Hebräisch</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>Hindi</translation>
    </message>
    <message>
        <source>Hungarian</source>
        <translation>Ungarisch</translation>
    </message>
    <message>
        <source>Indonesian</source>
        <translation>Indonesisch</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>Japanisch</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>Koreanisch</translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation>Norwegisch</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>Persisch</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polnisch</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugiesisch</translation>
    </message>
    <message>
        <source>Romanian</source>
        <translation>Rumänisch</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>Russisch</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>Swahili</source>
        <translation>Suaheli</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>Schwedisch</translation>
    </message>
    <message>
        <source>Telugu</source>
        <translation>Telugu</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>Thailändisch</translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation>Türkisch</translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation>Ukrainisch</translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation>Vietnamesisch</translation>
    </message>
</context>
<context>
    <name>LazyParts</name>
    <message>
        <source>Viewer</source>
        <translation>Fotoansicht</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Best match</source>
        <translation>Beste Übereinstimmung</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Größte zuerst</translation>
    </message>
    <message>
        <source>Name, A to Z</source>
        <translation>Name, A bis Z</translation>
    </message>
    <message>
        <source>Name, Z to A</source>
        <translation>Name, Z bis A</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Älteste zuerst</translation>
    </message>
    <message>
        <source>Photos found</source>
        <translation>Gefundene Fotos</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>Größe der Bilder</translation>
    </message>
    <message>
        <source>Smallest first</source>
        <translation>Kleinste zuerst</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
</context>
<context>
    <name>LicencesDialog</name>
    <message numerus="yes">
        <source>%Ln licence(s)</source>
        <translation>
            <numerusform>%Ln Lizenz</numerusform>
            <numerusform>%Ln Lizenzen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Next place</source>
        <translation>&amp;Nächste Stelle</translation>
    </message>
    <message>
        <source>It is in none of them.</source>
        <translation>Es steht in keiner davon.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Search in all licences</source>
        <translation>In allen Lizenzen suchen</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>Text der Lizenz</translation>
    </message>
    <message>
        <source>The licences are being read…</source>
        <translation>Die Lizenzen werden gelesen …</translation>
    </message>
    <message>
        <source>There are no licences here.</source>
        <translation>Hier gibt es keine Lizenzen.</translation>
    </message>
    <message>
        <source>This installation carries no text of this licence; it is published with the software.</source>
        <translation>Diese Installation enthält den Text dieser Lizenz nicht; er ist mit der Software veröffentlicht.</translation>
    </message>
    <message>
        <source>What is used</source>
        <translation>Was verwendet wird</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln ausgewählt</numerusform>
            <numerusform>%Ln ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>The file manager cannot open {folder}.</source>
        <translation>Der Dateimanager kann {folder} nicht öffnen.</translation>
    </message>
</context>
<context>
    <name>MarksSection</name>
    <message numerus="yes">
        <source>At least %Ln star(s)</source>
        <translation>
            <numerusform>Mindestens %Ln Stern</numerusform>
            <numerusform>Mindestens %Ln Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>Hidden photos</source>
        <translation>Ausgeblendete Fotos</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Markierungen</translation>
    </message>
    <message>
        <source>{stars} or more</source>
        <translation>Ab {stars}</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;About Pictrove</source>
        <translation>Ü&amp;ber Pictrove</translation>
    </message>
    <message>
        <source>&amp;Close window</source>
        <translation>Fenster &amp;schließen</translation>
    </message>
    <message>
        <source>&amp;Diagnostics</source>
        <translation>&amp;Diagnose</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>&amp;Folders…</source>
        <translation>&amp;Ordner …</translation>
    </message>
    <message>
        <source>&amp;Go to the filters</source>
        <translation>&amp;Zu den Filtern</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Larger pictures</source>
        <translation>&amp;Größere Bilder</translation>
    </message>
    <message>
        <source>&amp;New search</source>
        <translation>&amp;Neue Suche</translation>
    </message>
    <message>
        <source>&amp;Photo</source>
        <translation>&amp;Foto</translation>
    </message>
    <message>
        <source>&amp;Quit Pictrove</source>
        <translation>Pictrove &amp;beenden</translation>
    </message>
    <message>
        <source>&amp;Save this search…</source>
        <translation>Suche s&amp;peichern …</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suche</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>&amp;Slideshow</source>
        <translation>&amp;Diashow</translation>
    </message>
    <message>
        <source>&amp;Take a photo and search with it…</source>
        <translation>Foto &amp;aufnehmen und damit suchen …</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Search with a &amp;picture…</source>
        <translation>Mit einem &amp;Bild suchen …</translation>
    </message>
    <message>
        <source>Search with the picture in the &amp;clipboard</source>
        <translation>Mit dem Bild der &amp;Zwischenablage suchen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>Alle aus&amp;wählen</translation>
    </message>
    <message>
        <source>Select &amp;none</source>
        <translation>A&amp;uswahl aufheben</translation>
    </message>
    <message>
        <source>Select more photos</source>
        <translation>Weitere Fotos auswählen</translation>
    </message>
    <message>
        <source>Select this one, too</source>
        <translation>Auch dieses auswählen</translation>
    </message>
    <message>
        <source>View the photo</source>
        <translation>Foto ansehen</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>First photo</source>
        <translation>Erstes Foto</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Group by &amp;day</source>
        <translation>Nach &amp;Tagen gruppieren</translation>
    </message>
    <message>
        <source>Larger pictures</source>
        <translation>Größere Bilder</translation>
    </message>
    <message>
        <source>Last photo</source>
        <translation>Letztes Foto</translation>
    </message>
    <message>
        <source>S&amp;maller pictures</source>
        <translation>&amp;Kleinere Bilder</translation>
    </message>
    <message>
        <source>Show &amp;filters</source>
        <translation>&amp;Filter zeigen</translation>
    </message>
    <message>
        <source>Show &amp;names</source>
        <translation>&amp;Namen zeigen</translation>
    </message>
    <message>
        <source>Smaller pictures</source>
        <translation>Kleinere Bilder</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
</context>
<context>
    <name>MessageStrip</name>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Fewer details</source>
        <translation>Weniger Details</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Needs PyTorch</source>
        <translation>Braucht PyTorch</translation>
    </message>
    <message>
        <source>Not on this computer</source>
        <translation>Nicht auf diesem Computer</translation>
    </message>
    <message>
        <source>Partly here</source>
        <translation>Teilweise geladen</translation>
    </message>
    <message>
        <source>Photos read with this model</source>
        <translation>Mit diesem Modell gelesene Fotos</translation>
    </message>
    <message>
        <source>Taking over</source>
        <translation>Bald in Gebrauch</translation>
    </message>
    <message>
        <source>Wait for the other model, or cancel it.</source>
        <translation>Erst das andere Modell abwarten oder abbrechen.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
</context>
<context>
    <name>ModelDetails</name>
    <message numerus="yes">
        <source>%Ln number(s) for each photo</source>
        <translation>
            <numerusform>%Ln Zahl je Foto</numerusform>
            <numerusform>%Ln Zahlen je Foto</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) read with it, {size} in the library</source>
        <translation>
            <numerusform>%Ln Foto damit gelesen, {size} in der Bibliothek</numerusform>
            <numerusform>%Ln Fotos damit gelesen, {size} in der Bibliothek</numerusform>
        </translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>Embedding</translation>
    </message>
    <message>
        <source>For whom</source>
        <translation>Für wen</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation>Quelle: {source}</translation>
    </message>
    <message>
        <source>That share of descriptions finds the right photo. Compare figures of the same test only.</source>
        <translation>So viele der Beschreibungen finden das richtige Foto. Vergleichbar sind nur Zahlen desselben Tests.</translation>
    </message>
</context>
<context>
    <name>ModelDownloads</name>
    <message>
        <source>Downloading: {done}</source>
        <translation>Herunterladen: {done}</translation>
    </message>
    <message>
        <source>Downloading: {done} of {total}</source>
        <translation>Herunterladen: {done} von {total}</translation>
    </message>
    <message>
        <source>Looking at the files…</source>
        <translation>Die Dateien werden angesehen …</translation>
    </message>
    <message>
        <source>Preparing: {step}</source>
        <translation>Vorbereiten: {step}</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet …</translation>
    </message>
    <message>
        <source>Verifying…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>asking the reference</source>
        <translation>Vergleichswerte werden berechnet</translation>
    </message>
    <message>
        <source>checking the prepared model</source>
        <translation>das fertige Modell wird geprüft</translation>
    </message>
    <message>
        <source>copying the prepared model</source>
        <translation>das fertige Modell wird kopiert</translation>
    </message>
    <message>
        <source>exporting the image tower</source>
        <translation>der Bildteil wird exportiert</translation>
    </message>
    <message>
        <source>exporting the text tower</source>
        <translation>der Textteil wird exportiert</translation>
    </message>
    <message>
        <source>fetching the vocabulary</source>
        <translation>das Vokabular wird geladen</translation>
    </message>
    <message>
        <source>fetching the weights</source>
        <translation>die Gewichte werden geladen</translation>
    </message>
    <message>
        <source>filling in the weights</source>
        <translation>die Gewichte werden eingesetzt</translation>
    </message>
    <message>
        <source>loading the model</source>
        <translation>das Modell wird geladen</translation>
    </message>
</context>
<context>
    <name>ModelFiles</name>
    <message>
        <source>&amp;Download…</source>
        <translation>&amp;Herunterladen …</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>&amp;Datei auswählen …</translation>
    </message>
    <message>
        <source>Choose a f&amp;older or USB stick…</source>
        <translation>&amp;Ordner oder USB-Stick auswählen …</translation>
    </message>
    <message>
        <source>Name of the model</source>
        <translation>Name des Modells</translation>
    </message>
    <message>
        <source>The name of a model of open_clip, to download one that is not in the list, or where files are not recognised (optional)</source>
        <translation>Name eines Modells von open_clip, um eines herunterzuladen, das nicht in der Liste steht, oder falls Dateien nicht erkannt werden (freiwillig)</translation>
    </message>
    <message>
        <source>for example {name}</source>
        <translation>zum Beispiel {name}</translation>
    </message>
</context>
<context>
    <name>ModelHub</name>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>Address that models come from</source>
        <translation>Adresse, von der Modelle kommen</translation>
    </message>
    <message>
        <source>Models come from {hub} from now on.</source>
        <translation>Modelle kommen ab jetzt von {hub}.</translation>
    </message>
    <message>
        <source>That is no web address. Type one like {example}, or leave the field empty.</source>
        <translation>Das ist keine Webadresse. Bitte eine wie {example} eingeben oder das Feld leer lassen.</translation>
    </message>
    <message>
        <source>Use the &amp;usual address</source>
        <translation>Übliche Adresse &amp;verwenden</translation>
    </message>
</context>
<context>
    <name>ModelProgress</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>&amp;Download for another computer…</source>
        <translation>Für &amp;anderen Computer herunterladen …</translation>
    </message>
    <message>
        <source>&amp;Import from a file…</source>
        <translation>Aus einer &amp;Datei importieren …</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen …</translation>
    </message>
    <message>
        <source>&amp;Use at once…</source>
        <translation>&amp;Sofort verwenden …</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Back to this model</source>
        <translation>Zurück zu diesem Modell</translation>
    </message>
    <message>
        <source>Continue the download…</source>
        <translation>Weiter herunterladen …</translation>
    </message>
    <message>
        <source>Do not &amp;take over</source>
        <translation>Nicht ü&amp;bernehmen</translation>
    </message>
    <message>
        <source>Do not take over</source>
        <translation>Nicht übernehmen</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Herunterladen …</translation>
    </message>
    <message>
        <source>File of a model</source>
        <translation>Datei eines Modells</translation>
    </message>
    <message>
        <source>Files of it are missing or damaged; get it again.</source>
        <translation>Dateien davon fehlen oder sind beschädigt; bitte neu holen.</translation>
    </message>
    <message>
        <source>Folder for the other computer</source>
        <translation>Ordner für den anderen Computer</translation>
    </message>
    <message>
        <source>Folder or USB stick with a model</source>
        <translation>Ordner oder USB-Stick mit einem Modell</translation>
    </message>
    <message>
        <source>For a computer with a graphics processor</source>
        <translation>Für Computer mit Grafikprozessor</translation>
    </message>
    <message>
        <source>For most people and computers</source>
        <translation>Für die meisten Menschen und Computer</translation>
    </message>
    <message>
        <source>For searching in more languages than English</source>
        <translation>Für die Suche in mehr Sprachen als Englisch</translation>
    </message>
    <message>
        <source>For who wants to miss less, on a quick computer</source>
        <translation>Für alle, die weniger übersehen wollen, auf einem schnellen Computer</translation>
    </message>
    <message>
        <source>Import from a &amp;folder or USB stick…</source>
        <translation>Aus &amp;Ordner oder USB-Stick importieren …</translation>
    </message>
    <message numerus="yes">
        <source>It has read all %Ln photo(s) before, so it can answer at once.</source>
        <translation>
            <numerusform>Es hat %Ln Foto schon gelesen und kann sofort antworten.</numerusform>
            <numerusform>Es hat alle %Ln Fotos schon gelesen und kann sofort antworten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It has read all %Ln photo(s), and takes over when its index is made.</source>
        <translation>
            <numerusform>Es hat %Ln Foto gelesen und übernimmt, sobald sein Index fertig ist.</numerusform>
            <numerusform>Es hat alle %Ln Fotos gelesen und übernimmt, sobald sein Index fertig ist.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It has read {done} of %Ln photo(s) before, so it can answer at once; the newest follow.</source>
        <translation>
            <numerusform>Es hat {done} von %Ln Foto schon gelesen und kann sofort antworten; die neuesten folgen.</numerusform>
            <numerusform>Es hat {done} von %Ln Fotos schon gelesen und kann sofort antworten; die neuesten folgen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It has read {done} of %Ln photo(s); the others are read first.</source>
        <translation>
            <numerusform>Es hat {done} von %Ln Foto gelesen; die anderen werden zuerst gelesen.</numerusform>
            <numerusform>Es hat {done} von %Ln Fotos gelesen; die anderen werden zuerst gelesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It has to read %Ln photo(s) first, in the background.</source>
        <translation>
            <numerusform>Es muss erst %Ln Foto lesen, im Hintergrund.</numerusform>
            <numerusform>Es muss erst %Ln Fotos lesen, im Hintergrund.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It takes over when all %Ln photo(s) are read with it; so far {done} are. Until then the other model answers.</source>
        <translation>
            <numerusform>Es übernimmt, sobald %Ln Foto damit gelesen ist; bisher {done}. Bis dahin antwortet das andere Modell.</numerusform>
            <numerusform>Es übernimmt, sobald alle %Ln Fotos damit gelesen sind; bisher {done}. Bis dahin antwortet das andere Modell.</numerusform>
        </translation>
    </message>
    <message>
        <source>It takes over when its files are here.</source>
        <translation>Es übernimmt, sobald seine Dateien hier sind.</translation>
    </message>
    <message>
        <source>Models (*{suffix})</source>
        <translation>Modelle (*{suffix})</translation>
    </message>
    <message>
        <source>Not one of Pictrove&apos;s own choices</source>
        <translation>Nicht aus der eigenen Auswahl von Pictrove</translation>
    </message>
    <message>
        <source>Only a Pictrove with PyTorch can prepare this model; prepared there, it can be imported here.</source>
        <translation>Nur ein Pictrove mit PyTorch kann dieses Modell vorbereiten; dort vorbereitet, lässt es sich hier importieren.</translation>
    </message>
    <message>
        <source>To begin with, on any computer</source>
        <translation>Für den Anfang, auf jedem Computer</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>Dieses Modell verwenden</translation>
    </message>
    <message>
        <source>licence {licence}</source>
        <translation>Lizenz {licence}</translation>
    </message>
    <message>
        <source>size of the download unknown</source>
        <translation>Größe unbekannt</translation>
    </message>
    <message>
        <source>size unknown</source>
        <translation>Größe unbekannt</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>{here} of {size} are here already; the download can be continued.</source>
        <translation>{here} von {size} sind schon da; der Rest lässt sich weiter herunterladen.</translation>
    </message>
    <message numerus="yes">
        <source>{languages} and %Ln more language(s)</source>
        <translation>
            <numerusform>{languages} und %Ln weitere Sprache</numerusform>
            <numerusform>{languages} und %Ln weitere Sprachen</numerusform>
        </translation>
    </message>
    <message>
        <source>{size} on this computer</source>
        <translation>{size} auf diesem Computer</translation>
    </message>
    <message>
        <source>{size} to download</source>
        <translation>{size} zum Herunterladen</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>A model understands words and pictures. Better models find more, are larger, and take longer to read the photos.</source>
        <translation>Ein Modell versteht Wörter und Bilder. Bessere Modelle finden mehr, sind größer und brauchen länger, um die Fotos zu lesen.</translation>
    </message>
    <message>
        <source>&amp;Use at once</source>
        <translation>&amp;Sofort verwenden</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>Modell hinzufügen</translation>
    </message>
    <message>
        <source>Every byte is as it was, and it computes the same: undamaged.</source>
        <translation>Jedes Byte ist, wie es war, und es rechnet wie zuvor: unbeschädigt.</translation>
    </message>
    <message>
        <source>It does not take over. What it has read of the photos is kept.</source>
        <translation>Es übernimmt nicht. Was es von den Fotos gelesen hat, bleibt erhalten.</translation>
    </message>
    <message numerus="yes">
        <source>It has read {done} of %Ln photo(s). Only these can be found until it has read the others, in the background.</source>
        <translation>
            <numerusform>Es hat {done} von %Ln Foto gelesen. Nur was gelesen ist, kann gefunden werden; der Rest folgt im Hintergrund.</numerusform>
            <numerusform>Es hat {done} von %Ln Fotos gelesen. Nur diese können gefunden werden, bis es im Hintergrund auch die anderen gelesen hat.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is ready to be used.</source>
        <translation>Es kann jetzt verwendet werden.</translation>
    </message>
    <message>
        <source>Its files are in {folder} now. On the other computer, add them in Settings &gt; Models.</source>
        <translation>Seine Dateien liegen jetzt in {folder}. Auf dem anderen Computer lassen sie sich unter „Einstellungen › Modelle“ hinzufügen.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Models are fetched from {hub}, and only when you agree. In a network without the internet, name the address of a copy of it. The proxy of the system is used.</source>
        <translation>Modelle werden nur nach Zustimmung geladen, von {hub}. In einem Netz ohne Internet bitte die Adresse einer Kopie davon angeben. Der Proxy des Systems wird verwendet.</translation>
    </message>
    <message>
        <source>Removed; {size} are free again.</source>
        <translation>Entfernt; {size} sind wieder frei.</translation>
    </message>
    <message>
        <source>Search with this model at once?</source>
        <translation>Sofort mit diesem Modell suchen?</translation>
    </message>
    <message>
        <source>Take one that was downloaded elsewhere: a file that ends in {suffix}, or a folder or USB stick with one. Which model it is, Pictrove finds out by itself. It can also be dropped on this page.</source>
        <translation>Eines, das anderswo heruntergeladen wurde: eine Datei mit der Endung {suffix} oder ein Ordner oder USB-Stick damit. Welches Modell es ist, erkennt Pictrove selbst. Es lässt sich auch auf dieser Seite ablegen.</translation>
    </message>
    <message>
        <source>This model answers from now on.</source>
        <translation>Dieses Modell antwortet ab jetzt.</translation>
    </message>
    <message>
        <source>Where models come from</source>
        <translation>Woher Modelle kommen</translation>
    </message>
</context>
<context>
    <name>Movings</name>
    <message numerus="yes">
        <source>%Ln photo(s) copied to {folder}.</source>
        <translation>
            <numerusform>%Ln Foto nach {folder} kopiert.</numerusform>
            <numerusform>%Ln Fotos nach {folder} kopiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be copied:</source>
        <translation>
            <numerusform>%Ln Foto konnte nicht kopiert werden:</numerusform>
            <numerusform>%Ln Fotos konnten nicht kopiert werden:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be moved, and are where they were:</source>
        <translation>
            <numerusform>%Ln Foto konnte nicht verschoben werden und bleibt, wo es war:</numerusform>
            <numerusform>%Ln Fotos konnten nicht verschoben werden und bleiben, wo sie waren:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) moved to the wastebasket.</source>
        <translation>
            <numerusform>%Ln Foto in den Papierkorb verschoben.</numerusform>
            <numerusform>%Ln Fotos in den Papierkorb verschoben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export copies to</source>
        <translation>Kopien exportieren nach</translation>
    </message>
    <message>
        <source>Exporting copies…</source>
        <translation>Kopien werden exportiert …</translation>
    </message>
    <message>
        <source>Moving to the wastebasket…</source>
        <translation>Fotos werden in den Papierkorb verschoben …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>&amp;Name of the search</source>
        <translation>&amp;Name der Suche</translation>
    </message>
    <message>
        <source>Its results are always up to date.</source>
        <translation>Ihr Ergebnis ist immer aktuell.</translation>
    </message>
    <message>
        <source>Name of the search</source>
        <translation>Name der Suche</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save search</source>
        <translation>Suche speichern</translation>
    </message>
    <message>
        <source>There is a saved search with this name. It will be replaced.</source>
        <translation>Eine gespeicherte Suche heißt schon so. Sie wird ersetzt.</translation>
    </message>
</context>
<context>
    <name>Nothing</name>
    <message>
        <source>Choose folders…</source>
        <translation>Ordner auswählen …</translation>
    </message>
    <message>
        <source>Choose the folders with your photos. Pictrove only reads them.</source>
        <translation>Ordner mit Fotos auswählen; sie werden nur gelesen.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter zurücksetzen</translation>
    </message>
    <message>
        <source>Connect the drive or the network they are on: they appear here automatically.</source>
        <translation>Sobald ihr Laufwerk oder Netzwerk verbunden ist, erscheinen sie hier von selbst.</translation>
    </message>
    <message>
        <source>Folders…</source>
        <translation>Ordner …</translation>
    </message>
    <message>
        <source>Looking at your photos for the first time</source>
        <translation>Die Fotos werden zum ersten Mal gelesen</translation>
    </message>
    <message>
        <source>No photo matches these filters</source>
        <translation>Kein Foto passt zu diesen Filtern</translation>
    </message>
    <message>
        <source>Remove one of them, or all.</source>
        <translation>Ein Filter weniger oder keiner zeigt wieder Fotos.</translation>
    </message>
    <message>
        <source>What is saved in the folders of your library appears here automatically.</source>
        <translation>Was in den Ordnern der Bibliothek gespeichert wird, erscheint hier von selbst.</translation>
    </message>
    <message>
        <source>Which photos do you want to find?</source>
        <translation>Welche Fotos sollen gefunden werden?</translation>
    </message>
    <message>
        <source>Your photos cannot be reached now</source>
        <translation>Die Fotos sind zurzeit nicht erreichbar</translation>
    </message>
    <message>
        <source>Your photos have not been read yet</source>
        <translation>Die Fotos sind noch nicht gelesen</translation>
    </message>
    <message>
        <source>The first ones can be found within seconds.</source>
        <translation>Die ersten sind nach wenigen Sekunden zu finden.</translation>
    </message>
    <message>
        <source>There are no photos here yet</source>
        <translation>Hier sind noch keine Fotos</translation>
    </message>
</context>
<context>
    <name>PathLabel</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message numerus="yes">
        <source>%Ln photo(s) hidden; the filter “Hidden photos” shows them.</source>
        <translation>
            <numerusform>%Ln Foto ausgeblendet; der Filter „Ausgeblendete Fotos“ zeigt es.</numerusform>
            <numerusform>%Ln Fotos ausgeblendet; der Filter „Ausgeblendete Fotos“ zeigt sie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln star(s)</source>
        <translation>
            <numerusform>%Ln Stern</numerusform>
            <numerusform>%Ln Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Export copies…</source>
        <translation>Kopien e&amp;xportieren …</translation>
    </message>
    <message>
        <source>&amp;Hide or show again</source>
        <translation>Ausbl&amp;enden oder wieder zeigen</translation>
    </message>
    <message>
        <source>&amp;More like this</source>
        <translation>Ä&amp;hnliche Fotos suchen</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Rating</source>
        <translation>&amp;Bewertung</translation>
    </message>
    <message>
        <source>Choose a program</source>
        <translation>Programm auswählen</translation>
    </message>
    <message>
        <source>Copy &amp;path</source>
        <translation>&amp;Pfad kopieren</translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln photo(s) to the wastebasket?</source>
        <translation>
            <numerusform>%Ln Foto in den Papierkorb verschieben?</numerusform>
            <numerusform>%Ln Fotos in den Papierkorb verschieben?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Open %Ln photo(s), each by itself?</source>
        <translation>
            <numerusform>%Ln Foto öffnen?</numerusform>
            <numerusform>%Ln Fotos einzeln öffnen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Move to wastebasket</source>
        <translation>In den Papierkorb verschieben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) copied.</source>
        <translation>
            <numerusform>%Ln Datei kopiert.</numerusform>
            <numerusform>%Ln Dateien kopiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln path(s) copied.</source>
        <translation>
            <numerusform>%Ln Pfad kopiert.</numerusform>
            <numerusform>%Ln Pfade kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansehen</translation>
    </message>
    <message>
        <source>Favo&amp;urite</source>
        <translation>Fa&amp;vorit</translation>
    </message>
    <message>
        <source>Move to was&amp;tebasket…</source>
        <translation>In den Papierko&amp;rb verschieben …</translation>
    </message>
    <message>
        <source>No program opens {path}. Choose one with “Open with”.</source>
        <translation>Kein Programm öffnet {path}. Mit „Öffnen mit“ lässt sich eines wählen.</translation>
    </message>
    <message>
        <source>No rating</source>
        <translation>Keine Bewertung</translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln file(s) were copied.</source>
        <translation>
            <numerusform>Nur die erste %Ln Datei wurde kopiert.</numerusform>
            <numerusform>Nur die ersten %Ln Dateien wurden kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open &amp;with</source>
        <translation>Öffnen &amp;mit</translation>
    </message>
    <message>
        <source>Open many photos</source>
        <translation>Viele Fotos öffnen</translation>
    </message>
    <message>
        <source>Other program…</source>
        <translation>Anderes Programm …</translation>
    </message>
    <message>
        <source>Show in &amp;file manager</source>
        <translation>Im &amp;Dateimanager zeigen</translation>
    </message>
    <message>
        <source>The file manager cannot be opened. The photo is {path}</source>
        <translation>Der Dateimanager lässt sich nicht öffnen. Das Foto liegt unter {path}</translation>
    </message>
    <message>
        <source>The files leave their folders; they can be brought back from the wastebasket.</source>
        <translation>Die Dateien verlassen ihre Ordner; aus dem Papierkorb lassen sie sich zurückholen.</translation>
    </message>
    <message>
        <source>The picture is copied.</source>
        <translation>Das Bild ist kopiert.</translation>
    </message>
    <message>
        <source>{program} cannot be started.</source>
        <translation>{program} lässt sich nicht starten.</translation>
    </message>
</context>
<context>
    <name>PhotoDialog</name>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Retake</source>
        <translation>Neu aufnehmen</translation>
    </message>
    <message>
        <source>Search with this photo</source>
        <translation>Mit diesem Foto suchen</translation>
    </message>
    <message>
        <source>Take a photo</source>
        <translation>Foto aufnehmen</translation>
    </message>
    <message>
        <source>Take photo</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>The photo is taken.</source>
        <translation>Das Foto ist aufgenommen.</translation>
    </message>
    <message>
        <source>Turning the camera on…</source>
        <translation>Die Kamera wird eingeschaltet …</translation>
    </message>
</context>
<context>
    <name>PictureChips</name>
    <message>
        <source>It cannot be shown.</source>
        <translation>Es kann nicht angezeigt werden.</translation>
    </message>
    <message>
        <source>These are many pictures; the search uses the first {count}.</source>
        <translation>Das sind viele Bilder; gesucht wird mit den ersten {count}.</translation>
    </message>
    <message>
        <source>These pictures are too large for one search. Save them as files, or remove one.</source>
        <translation>Diese Bilder sind zu groß für eine Suche. Als Dateien gespeichert oder mit einem Bild weniger gelingt sie.</translation>
    </message>
</context>
<context>
    <name>PictureDialogs</name>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Search with pictures</source>
        <translation>Mit Bildern suchen</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Picture of the camera</source>
        <translation>Bild der Kamera</translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message numerus="yes">
        <source>%Ln search(es) remembered</source>
        <translation>
            <numerusform>%Ln Suche gemerkt</numerusform>
            <numerusform>%Ln Suchen gemerkt</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Forget all searches</source>
        <translation>Alle Suchen &amp;vergessen</translation>
    </message>
    <message>
        <source>&amp;Remember what I search for</source>
        <translation>Suchen &amp;merken</translation>
    </message>
    <message>
        <source>All searches are forgotten.</source>
        <translation>Alle Suchen sind vergessen.</translation>
    </message>
    <message>
        <source>If you ask for another model and agree to its size and licence, it is fetched from huggingface.co, or from the address that is set in Settings &gt; Models. That is all.</source>
        <translation>Ein anderes Modell wird auf Wunsch und nach Zustimmung zu Größe und Lizenz von huggingface.co geladen, oder von der Adresse, die unter „Einstellungen › Modelle“ eingestellt ist. Das ist alles.</translation>
    </message>
    <message>
        <source>Library: what your photos show, and where they lie</source>
        <translation>Bibliothek: was die Fotos zeigen und wo sie liegen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>No photo, no search and nothing about you leaves this computer. There is no account, there are no statistics, and no report is sent automatically.</source>
        <translation>Kein Foto, keine Suche und nichts Persönliches verlässt diesen Computer. Es gibt kein Konto, keine Statistik und keinen Bericht, der von selbst gesendet wird.</translation>
    </message>
    <message>
        <source>Photos are read and never written. Nothing is put beside them. Favourites and ratings are kept in the library.</source>
        <translation>Fotos werden gelesen und nie geschrieben. Nichts wird neben ihnen abgelegt. Favoriten und Bewertungen stehen in der Bibliothek.</translation>
    </message>
    <message>
        <source>Pictures are decoded in a process of its own without rights, because a photo can be broken or hostile.</source>
        <translation>Bilder werden in einem eigenen Prozess ohne Rechte entschlüsselt, denn ein Foto kann beschädigt oder bösartig sein.</translation>
    </message>
    <message>
        <source>Protect these folders like the photos themselves.</source>
        <translation>Diese Ordner verdienen denselben Schutz wie die Fotos selbst.</translation>
    </message>
    <message>
        <source>Search and privacy</source>
        <translation>Suche und Datenschutz</translation>
    </message>
    <message>
        <source>Settings of the window, recent searches</source>
        <translation>Einstellungen des Fensters, letzte Suchen</translation>
    </message>
    <message>
        <source>The only use of the network</source>
        <translation>Die einzige Nutzung des Netzes</translation>
    </message>
    <message>
        <source>They are offered while you type, and kept on this computer only.</source>
        <translation>Sie werden beim Tippen vorgeschlagen und nur auf diesem Computer aufbewahrt.</translation>
    </message>
    <message>
        <source>Thumbnails: small copies of your photos</source>
        <translation>Miniaturbilder: kleine Kopien der Fotos</translation>
    </message>
    <message>
        <source>What is kept, and where</source>
        <translation>Was aufbewahrt wird, und wo</translation>
    </message>
    <message>
        <source>What never happens</source>
        <translation>Was nie geschieht</translation>
    </message>
</context>
<context>
    <name>QtCamera</name>
    <message>
        <source>No camera is connected.</source>
        <translation>Es ist keine Kamera angeschlossen.</translation>
    </message>
    <message>
        <source>Pictrove may not use the camera. Allow it in the privacy settings of your system, then try again.</source>
        <translation>Pictrove darf die Kamera nicht benutzen. Bitte in den Datenschutzeinstellungen des Systems erlauben und erneut versuchen.</translation>
    </message>
    <message>
        <source>The camera cannot be used ({reason}). Another program may be using it.</source>
        <translation>Die Kamera ist nicht nutzbar ({reason}). Vielleicht benutzt sie ein anderes Programm.</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation>&amp;Herunterladen</translation>
    </message>
    <message>
        <source>Continue downloading this model?</source>
        <translation>Dieses Modell weiter herunterladen?</translation>
    </message>
    <message>
        <source>Download this model for another computer?</source>
        <translation>Dieses Modell für einen anderen Computer herunterladen?</translation>
    </message>
    <message>
        <source>Download this model?</source>
        <translation>Dieses Modell herunterladen?</translation>
    </message>
    <message>
        <source>Into the folder: {folder}</source>
        <translation>In den Ordner: {folder}</translation>
    </message>
    <message>
        <source>Only the model is fetched. Nothing about you or your photos is sent. It is then prepared on this computer, which may take a few minutes.</source>
        <translation>Nur das Modell wird geladen. Nichts Persönliches und nichts über die Fotos wird gesendet. Danach wird es auf diesem Computer vorbereitet, was einige Minuten dauern kann.</translation>
    </message>
    <message>
        <source>Pictrove</source>
        <translation>Pictrove</translation>
    </message>
    <message>
        <source>Size: {size}
Licence: {licence}
From: {hub}</source>
        <translation>Größe: {size}
Lizenz: {licence}
Von: {hub}</translation>
    </message>
    <message>
        <source>The files are only stored there. Take the folder to the other computer, and import it in its Settings &gt; Models.</source>
        <translation>Die Dateien werden dort nur abgelegt. Auf dem anderen Computer lässt sich der Ordner unter „Einstellungen › Modelle“ importieren.</translation>
    </message>
    <message>
        <source>{size}, of which {left} are still to be fetched</source>
        <translation>{size}, davon fehlen noch {left}</translation>
    </message>
</context>
<context>
    <name>RegionPicker</name>
    <message>
        <source>Choose a part of the picture</source>
        <translation>Ausschnitt des Bildes wählen</translation>
    </message>
    <message>
        <source>Draw a rectangle around what you are looking for. Arrow keys move it, with Shift they resize it.</source>
        <translation>Ein Rechteck um das Gesuchte ziehen. Pfeiltasten verschieben es, mit Umschalt ändern sie die Größe.</translation>
    </message>
    <message>
        <source>Reading the picture…</source>
        <translation>Das Bild wird gelesen …</translation>
    </message>
    <message>
        <source>Search for the picture</source>
        <translation>Nach dem Bild suchen</translation>
    </message>
    <message>
        <source>Search for this part</source>
        <translation>Nach diesem Ausschnitt suchen</translation>
    </message>
    <message>
        <source>The whole of {picture}</source>
        <translation>{picture}, ganzes Bild</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>Ganzes Bild</translation>
    </message>
    <message>
        <source>{width} by {height} % of {picture}</source>
        <translation>{width} mal {height} % von {picture}</translation>
    </message>
</context>
<context>
    <name>RegionSelector</name>
    <message>
        <source>Part of the picture</source>
        <translation>Ausschnitt des Bildes</translation>
    </message>
    <message>
        <source>The whole picture. Draw a part, or press the space bar.</source>
        <translation>Das ganze Bild. Einen Ausschnitt ziehen oder die Leertaste drücken.</translation>
    </message>
    <message>
        <source>{left} to {right} % across, {top} to {bottom} % down</source>
        <translation>waagerecht {left} bis {right} %, senkrecht {top} bis {bottom} %</translation>
    </message>
</context>
<context>
    <name>RemovalQuestion</name>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>If it is used again, it reads these photos once more.</source>
        <translation>Wird es wieder verwendet, liest es diese Fotos noch einmal.</translation>
    </message>
    <message>
        <source>Its &amp;files ({size})</source>
        <translation>Seine &amp;Dateien ({size})</translation>
    </message>
    <message>
        <source>Remove a model</source>
        <translation>Modell entfernen</translation>
    </message>
    <message>
        <source>To be used again, it has to be downloaded or imported again.</source>
        <translation>Um es wieder zu verwenden, muss es neu heruntergeladen oder importiert werden.</translation>
    </message>
    <message>
        <source>What has been &amp;fetched of it ({size})</source>
        <translation>Was davon ge&amp;laden ist ({size})</translation>
    </message>
    <message numerus="yes">
        <source>What it &amp;knows of %Ln photo(s) ({size})</source>
        <translation>
            <numerusform>Was es von %Ln Foto &amp;weiß ({size})</numerusform>
            <numerusform>Was es von %Ln Fotos &amp;weiß ({size})</numerusform>
        </translation>
    </message>
    <message>
        <source>What of this model shall be removed?</source>
        <translation>Was soll von diesem Modell entfernt werden?</translation>
    </message>
    <message>
        <source>{size} will be freed. Your photos and the other models stay.</source>
        <translation>{size} werden frei. Die Fotos und die anderen Modelle bleiben.</translation>
    </message>
</context>
<context>
    <name>Repair</name>
    <message numerus="yes">
        <source>%Ln file(s) will be read again.</source>
        <translation>
            <numerusform>%Ln Datei wird erneut gelesen.</numerusform>
            <numerusform>%Ln Dateien werden erneut gelesen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) were saved.</source>
        <translation>
            <numerusform>%Ln Foto wurde gerettet.</numerusform>
            <numerusform>%Ln Fotos wurden gerettet.</numerusform>
        </translation>
    </message>
    <message>
        <source>The damaged database is kept as {file}.</source>
        <translation>Die beschädigte Datenbank bleibt als {file} erhalten.</translation>
    </message>
    <message>
        <source>The library is undamaged; nothing had to be repaired.</source>
        <translation>Die Bibliothek ist unbeschädigt; nichts musste repariert werden.</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>It is being cancelled…</source>
        <translation>Es wird abgebrochen …</translation>
    </message>
    <message>
        <source>Progress of restoring</source>
        <translation>Fortschritt des Zurückspielens</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung zurückspielen</translation>
    </message>
    <message>
        <source>The backup is being checked…</source>
        <translation>Die Sicherung wird geprüft …</translation>
    </message>
    <message>
        <source>The backup is being copied…</source>
        <translation>Die Sicherung wird kopiert …</translation>
    </message>
    <message>
        <source>The library is being replaced…</source>
        <translation>Die Bibliothek wird ersetzt …</translation>
    </message>
</context>
<context>
    <name>RestoreQuestion</name>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Zurückspielen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>It takes the place of your library: {here}</source>
        <translation>Sie tritt an die Stelle dieser Bibliothek: {here}</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung zurückspielen</translation>
    </message>
    <message>
        <source>Restore this backup?</source>
        <translation>Diese Sicherung zurückspielen?</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>That library is kept in a file beside the new one, so that you can go back to it.</source>
        <translation>Diese Bibliothek wird in einer Datei neben der neuen aufbewahrt, so dass ein Weg zurück bleibt.</translation>
    </message>
    <message>
        <source>The photos themselves are not touched.</source>
        <translation>Die Fotos selbst werden nicht angerührt.</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>und %Ln weitere</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>not noted in it</source>
        <translation>nicht darin vermerkt</translation>
    </message>
</context>
<context>
    <name>SavedList</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
</context>
<context>
    <name>SavedSearches</name>
    <message>
        <source>Removed “{name}”</source>
        <translation>„{name}“ wurde entfernt</translation>
    </message>
    <message>
        <source>Rename search</source>
        <translation>Suche umbenennen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Save current search…</source>
        <translation>Aktuelle Suche speichern …</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Searches you save appear here, always up to date.</source>
        <translation>Hier stehen gespeicherte Suchen, immer aktuell.</translation>
    </message>
    <message>
        <source>There is a saved search “{name}” already. Replace it?</source>
        <translation>Die gespeicherte Suche „{name}“ gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>Choose a picture…</source>
        <translation>Bild auswählen …</translation>
    </message>
    <message>
        <source>No camera was found. Connect one, then try again.</source>
        <translation>Keine Kamera gefunden. Bitte eine anschließen und erneut versuchen.</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>Bild einfügen</translation>
    </message>
    <message>
        <source>Pictrove fetches nothing from the web. Save or copy the picture in the browser, and drop or paste it here.</source>
        <translation>Pictrove lädt nichts aus dem Netz. Das Bild im Browser speichern oder kopieren und hier ablegen oder einfügen.</translation>
    </message>
    <message>
        <source>Take a photo…</source>
        <translation>Foto aufnehmen …</translation>
    </message>
    <message>
        <source>photo from the camera</source>
        <translation>Foto der Kamera</translation>
    </message>
    <message>
        <source>picture from the browser</source>
        <translation>Bild aus dem Browser</translation>
    </message>
    <message>
        <source>picture from the clipboard</source>
        <translation>Bild aus der Zwischenablage</translation>
    </message>
</context>
<context>
    <name>SearchTerms</name>
    <message>
        <source>a part of {picture}</source>
        <translation>ein Ausschnitt von {picture}</translation>
    </message>
    <message>
        <source>not</source>
        <extracomment>Typed before words that photos should not show: &quot;not people&quot;.</extracomment>
        <translation>nicht</translation>
    </message>
    <message>
        <source>not {term}</source>
        <translation>nicht {term}</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>picture {name}</source>
        <translation>Bild {name}</translation>
    </message>
    <message>
        <source>{term}, counts {weight}</source>
        <translation>{term}, zählt {weight}</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>Clear “{title}”</source>
        <translation>„{title}“ zurücksetzen</translation>
    </message>
    <message>
        <source>{title}, active</source>
        <translation>{title}, aktiv</translation>
    </message>
</context>
<context>
    <name>SectionHeader</name>
    <message>
        <source>collapsed</source>
        <translation>zugeklappt</translation>
    </message>
    <message>
        <source>expanded</source>
        <translation>aufgeklappt</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>About</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>Indizierung</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Search and privacy</source>
        <translation>Suche und Datenschutz</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>Unreadable files</source>
        <translation>Unlesbare Dateien</translation>
    </message>
</context>
<context>
    <name>Showing</name>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>This drive is not connected</source>
        <translation>Dieses Laufwerk ist nicht angeschlossen</translation>
    </message>
    <message>
        <source>This picture cannot be shown.</source>
        <translation>Dieses Bild kann nicht angezeigt werden.</translation>
    </message>
</context>
<context>
    <name>SlideBar</name>
    <message>
        <source>End the slideshow</source>
        <translation>Diashow beenden</translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s) for each photo</source>
        <translation>
            <numerusform>%Ln Sekunde je Foto</numerusform>
            <numerusform>%Ln Sekunden je Foto</numerusform>
        </translation>
    </message>
    <message>
        <source>Longer</source>
        <translation>Länger</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Voriges Foto</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>Kürzer</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
</context>
<context>
    <name>Slideshow</name>
    <message numerus="yes">
        <source>%Ln second(s) for each photo</source>
        <translation>
            <numerusform>%Ln Sekunde je Foto</numerusform>
            <numerusform>%Ln Sekunden je Foto</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Resumed</source>
        <translation>Läuft weiter</translation>
    </message>
    <message>
        <source>Slideshow</source>
        <translation>Diashow</translation>
    </message>
    <message>
        <source>These photos cannot be shown now.</source>
        <translation>Diese Fotos können zurzeit nicht angezeigt werden.</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
</context>
<context>
    <name>Stars</name>
    <message>
        <source>No rating</source>
        <translation>Keine Bewertung</translation>
    </message>
    <message>
        <source>Rating: {rating}</source>
        <translation>Bewertung: {rating}</translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message numerus="yes">
        <source>%Ln thumbnail(s)</source>
        <translation>
            <numerusform>%Ln Miniaturbild</numerusform>
            <numerusform>%Ln Miniaturbilder</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Back up the library…</source>
        <translation>Bibliothek &amp;sichern …</translation>
    </message>
    <message>
        <source>&amp;Clear thumbnails</source>
        <translation>Miniaturbilder &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Clear thumbnails…</source>
        <translation>Miniaturbilder &amp;löschen …</translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation>Ordner ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Restore a backup…</source>
        <translation>Sicherung &amp;zurückspielen …</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Back up the library</source>
        <translation>Bibliothek sichern</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Clear all thumbnails?</source>
        <translation>Alle Miniaturbilder löschen?</translation>
    </message>
    <message>
        <source>Free there</source>
        <translation>Dort frei</translation>
    </message>
    <message>
        <source>It is as it was on {when}.</source>
        <translation>Stand: {when}.</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Photos, favourites and the search index stay. Thumbnails are made again when you look at photos, which makes the grid slower for a while.</source>
        <translation>Fotos, Favoriten und Suchindex bleiben. Miniaturbilder entstehen beim Ansehen neu, was das Raster eine Weile langsamer macht.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>The library is being copied…</source>
        <translation>Die Bibliothek wird kopiert …</translation>
    </message>
    <message numerus="yes">
        <source>The library with %Ln photo(s) is in {file} now ({size}).</source>
        <translation>
            <numerusform>Die Bibliothek mit %Ln Foto liegt jetzt in {file} ({size}).</numerusform>
            <numerusform>Die Bibliothek mit %Ln Fotos liegt jetzt in {file} ({size}).</numerusform>
        </translation>
    </message>
    <message>
        <source>There is little space left on this disk.</source>
        <translation>Auf diesem Datenträger ist nur noch wenig Platz.</translation>
    </message>
    <message>
        <source>They are made again when you look at photos.</source>
        <translation>Sie entstehen neu, wenn Fotos angesehen werden.</translation>
    </message>
    <message>
        <source>Photos are never copied, except for small thumbnails.</source>
        <translation>Fotos werden nie kopiert, abgesehen von kleinen Miniaturbildern.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s)</source>
        <translation>
            <numerusform>%Ln Ordner</numerusform>
            <numerusform>%Ln Ordnern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) of it cannot be reached. If the photos lie elsewhere on this computer, say so in Settings &gt; Folders: “It lies elsewhere now…”.</source>
        <translation>
            <numerusform>%Ln Ordner davon ist nicht erreichbar. Falls die Fotos auf diesem Computer anderswo liegen, lässt sich das unter „Einstellungen › Ordner“ angeben: „Er liegt jetzt woanders …“.</numerusform>
            <numerusform>%Ln Ordner davon sind nicht erreichbar. Falls die Fotos auf diesem Computer anderswo liegen, lässt sich das unter „Einstellungen › Ordner“ angeben: „Er liegt jetzt woanders …“.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was restored; the library is as it was.</source>
        <translation>Nichts wurde zurückgespielt; die Bibliothek ist, wie sie war.</translation>
    </message>
    <message>
        <source>One file with all that is known of your photos: favourites, ratings, saved searches and the index. The photos themselves are not in it. It can be restored here or on another computer.</source>
        <translation>Eine Datei mit allem, was über die Fotos bekannt ist: Favoriten, Bewertungen, gespeicherte Suchen und der Index. Die Fotos selbst sind nicht darin. Sie kann hier oder auf einem anderen Computer zurückgespielt werden.</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung zurückspielen</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>The database and the index for searching.</source>
        <translation>Die Datenbank und der Index für die Suche.</translation>
    </message>
    <message>
        <source>The earlier libraries are removed.</source>
        <translation>Die früheren Bibliotheken sind entfernt.</translation>
    </message>
    <message numerus="yes">
        <source>The library holds %Ln photo(s) again.</source>
        <translation>
            <numerusform>Die Bibliothek enthält wieder %Ln Foto.</numerusform>
            <numerusform>Die Bibliothek enthält wieder %Ln Fotos.</numerusform>
        </translation>
    </message>
    <message>
        <source>The thumbnails are cleared.</source>
        <translation>Die Miniaturbilder sind gelöscht.</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>Miniaturbilder</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>{photos} in {folders}</source>
        <translation>{photos} in {folders}</translation>
    </message>
    <message>
        <source>{size} ({files})</source>
        <translation>{size} ({files})</translation>
    </message>
</context>
<context>
    <name>SuggestionList</name>
    <message numerus="yes">
        <source>%Ln suggestion(s)</source>
        <translation>
            <numerusform>%Ln Vorschlag</numerusform>
            <numerusform>%Ln Vorschläge</numerusform>
        </translation>
    </message>
    <message>
        <source>Recent searches</source>
        <translation>Letzte Suchen</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln star(s) or more</source>
        <translation>
            <numerusform>Ab %Ln Stern</numerusform>
            <numerusform>Ab %Ln Sternen</numerusform>
        </translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>Dateityp</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Keyword</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>Last autumn</source>
        <translation>Letzter Herbst</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>Letzter Monat</translation>
    </message>
    <message>
        <source>Last spring</source>
        <translation>Letzter Frühling</translation>
    </message>
    <message>
        <source>Last summer</source>
        <translation>Letzter Sommer</translation>
    </message>
    <message>
        <source>Last winter</source>
        <translation>Letzter Winter</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>Letztes Jahr</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Recent search</source>
        <translation>Letzte Suche</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Dieser Monat</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>Dieses Jahr</translation>
    </message>
    <message>
        <source>in at on from near during since with by</source>
        <extracomment>Words that lead to a place, a date or a camera and mean nothing without it.</extracomment>
        <translation>in im bei am an auf aus von nahe während seit mit</translation>
    </message>
</context>
<context>
    <name>Teller</name>
    <message numerus="yes">
        <source>%Ln star(s)</source>
        <translation>
            <numerusform>%Ln Stern</numerusform>
            <numerusform>%Ln Sterne</numerusform>
        </translation>
    </message>
    <message>
        <source>Match: {score}</source>
        <translation>Übereinstimmung: {score}</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>The file cannot be reached now.</source>
        <translation>Die Datei ist zurzeit nicht erreichbar.</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>file cannot be reached</source>
        <translation>Datei nicht erreichbar</translation>
    </message>
</context>
<context>
    <name>TermField</name>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Keep words as a term</source>
        <translation>Wörter als Begriff übernehmen</translation>
    </message>
    <message>
        <source>Make the words a term of their own (comma)</source>
        <translation>Wörter zu einem eigenen Begriff machen (Komma)</translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation>Diese Suche speichern</translation>
    </message>
    <message>
        <source>Search with a picture</source>
        <translation>Mit einem Bild suchen</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>That did not work; nothing was changed.</source>
        <translation>Das hat nicht geklappt; nichts wurde geändert.</translation>
    </message>
    <message numerus="yes">
        <source>about %Ln day(s)</source>
        <translation>
            <numerusform>etwa %Ln Tag</numerusform>
            <numerusform>etwa %Ln Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln hour(s)</source>
        <translation>
            <numerusform>etwa %Ln Stunde</numerusform>
            <numerusform>etwa %Ln Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln minute(s)</source>
        <translation>
            <numerusform>etwa %Ln Minute</numerusform>
            <numerusform>etwa %Ln Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>{time}: {some} of {all}</source>
        <translation>{time}: {some} von {all}</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>%Ln photo(s) can be found</source>
        <translation>
            <numerusform>%Ln Foto kann gefunden werden</numerusform>
            <numerusform>%Ln Fotos können gefunden werden</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Pause indexing</source>
        <translation>Indizierung an&amp;halten</translation>
    </message>
    <message>
        <source>&amp;Quit Pictrove</source>
        <translation>Pictrove &amp;beenden</translation>
    </message>
    <message>
        <source>&amp;Resume indexing</source>
        <translation>Indizierung &amp;fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Show Pictrove</source>
        <translation>Pictrove &amp;zeigen</translation>
    </message>
    <message>
        <source>Pause for an &amp;hour</source>
        <translation>Eine &amp;Stunde anhalten</translation>
    </message>
    <message>
        <source>Pictrove – {activity}</source>
        <translation>Pictrove – {activity}</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>Watched folders are followed after quitting, too</source>
        <translation>Überwachte Ordner werden auch nach dem Beenden verfolgt</translation>
    </message>
</context>
<context>
    <name>ValuesSection</name>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Show all ({count})</source>
        <translation>Alle zeigen ({count})</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>Weniger zeigen</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
</context>
<context>
    <name>ViewerActions</name>
    <message>
        <source>Actual size (100 %)</source>
        <translation>Originalgröße (100 %)</translation>
    </message>
    <message>
        <source>Back to the photos</source>
        <translation>Zurück zu den Fotos</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Fill the window</source>
        <translation>Fenster füllen</translation>
    </message>
    <message>
        <source>First photo</source>
        <translation>Erstes Foto</translation>
    </message>
    <message>
        <source>Fit to the window</source>
        <translation>Ans Fenster anpassen</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Last photo</source>
        <translation>Letztes Foto</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Next photo</source>
        <translation>Nächstes Foto</translation>
    </message>
    <message>
        <source>Next photo; zoomed in: look further right</source>
        <translation>Nächstes Foto; vergrößert: weiter nach rechts</translation>
    </message>
    <message>
        <source>Previous photo</source>
        <translation>Voriges Foto</translation>
    </message>
    <message>
        <source>Previous photo; zoomed in: look further left</source>
        <translation>Voriges Foto; vergrößert: weiter nach links</translation>
    </message>
    <message>
        <source>Search for a part of it</source>
        <translation>Nach einem Ausschnitt suchen</translation>
    </message>
    <message>
        <source>Slideshow</source>
        <translation>Diashow</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoomed in: look further down</source>
        <translation>Vergrößert: weiter nach unten</translation>
    </message>
    <message>
        <source>Zoomed in: look further up</source>
        <translation>Vergrößert: weiter nach oben</translation>
    </message>
</context>
<context>
    <name>ViewerBar</name>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Not a favourite</source>
        <translation>Kein Favorit</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Zoom: 100 % is the actual size of the photo</source>
        <translation>Zoom: 100 % ist die Originalgröße</translation>
    </message>
    <message>
        <source>Zoom: {percent} %</source>
        <translation>Zoom: {percent} %</translation>
    </message>
    <message>
        <source>{number} of {all}</source>
        <translation>{number} von {all}</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>&amp;Choose other folders</source>
        <translation>Andere Ordner aus&amp;wählen</translation>
    </message>
    <message>
        <source>&amp;Keep watching these folders for new photos</source>
        <translation>In diesen Ordnern weiter auf neue Fotos &amp;achten</translation>
    </message>
    <message>
        <source>&amp;Not now</source>
        <translation>&amp;Nicht jetzt</translation>
    </message>
    <message>
        <source>Search &amp;now</source>
        <translation>&amp;Jetzt suchen</translation>
    </message>
    <message>
        <source>Sta&amp;rt</source>
        <translation>Sta&amp;rten</translation>
    </message>
    <message>
        <source>&amp;Try it with sample photos</source>
        <translation>Mit &amp;Beispielfotos ausprobieren</translation>
    </message>
    <message>
        <source>Find any photo by saying what is in it</source>
        <translation>Jedes Foto finden: einfach sagen, was darauf ist</translation>
    </message>
    <message>
        <source>No account, no upload, no network. Your photos are read, never changed.</source>
        <translation>Kein Konto, kein Hochladen, kein Netz. Die Fotos werden gelesen, nie verändert.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer</source>
        <translation>Nichts verlässt diesen Computer</translation>
    </message>
    <message>
        <source>Pictrove looks at the photos on this computer, and finds them again by your own words, or by a picture like them.</source>
        <translation>Pictrove sieht sich die Fotos auf diesem Computer an und findet sie mit eigenen Worten oder einem ähnlichen Bild wieder.</translation>
    </message>
    <message>
        <source>The sample photos cannot be written to {folder} ({reason}).</source>
        <translation>Die Beispielfotos lassen sich nicht nach {folder} schreiben ({reason}).</translation>
    </message>
    <message>
        <source>There is no such folder. If it is on a drive, connect the drive and add it.</source>
        <translation>Diesen Ordner gibt es nicht. Liegt er auf einem Laufwerk, dieses bitte anschließen und den Ordner hinzufügen.</translation>
    </message>
    <message>
        <source>This folder cannot be read now. Check whether its drive works.</source>
        <translation>Dieser Ordner ist zurzeit nicht lesbar. Bitte prüfen, ob das Laufwerk funktioniert.</translation>
    </message>
    <message>
        <source>This is a file. Choose the folder it lies in.</source>
        <translation>Das ist eine Datei. Bitte den Ordner auswählen, in dem sie liegt.</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Where are your photos?</source>
        <translation>Wo liegen die Fotos?</translation>
    </message>
    <message>
        <source>You may not read this folder. Its owner, or an administrator, can allow it.</source>
        <translation>Dieser Ordner darf nicht gelesen werden. Sein Besitzer oder ein Administrator kann es erlauben.</translation>
    </message>
</context>
<context>
    <name>_Bar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Draw a frame around the part to search for</source>
        <translation>Einen Rahmen um das Gesuchte ziehen</translation>
    </message>
    <message>
        <source>Search for this part</source>
        <translation>Nach diesem Ausschnitt suchen</translation>
    </message>
</context>
</TS>
