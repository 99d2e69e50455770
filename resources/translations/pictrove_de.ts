<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>&amp;Licence of Pictrove</source>
        <translation>&amp;Lizenz von Pictrove</translation>
    </message>
    <message>
        <source>&amp;What others contributed</source>
        <translation>&amp;Beiträge anderer</translation>
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
        <source>Licence of the &amp;icons</source>
        <translation>Lizenz der &amp;Symbole</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
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
        <source>{activity}
Click for the settings of indexing</source>
        <translation>{activity}
Klicken öffnet die Einstellungen der Indizierung</translation>
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
        <source>Find more with a better model</source>
        <translation>Mehr finden mit einem besseren Modell</translation>
    </message>
    <message>
        <source>Get the better &amp;model…</source>
        <translation>Besseres &amp;Modell holen …</translation>
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
        <source>You start with a small model, which is rough. This one finds much more: {description}. Download: {size}, {duration} at 50 Mbit/s, then a few minutes to prepare it. Licence: {licence}. It is fetched only if you agree, and you can go on meanwhile.</source>
        <translation>Anfangs arbeitet ein kleines, grobes Modell. Dieses findet viel mehr: {description}. Herunterladen: {size}, {duration} bei 50 Mbit/s, danach einige Minuten Vorbereitung. Lizenz: {licence}. Es wird nur nach Zustimmung geladen; inzwischen geht es hier weiter.</translation>
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
        <source>It is a bug in Pictrove, and not your fault. Your photos are untouched. Please report the lines below; look first whether a name in them is private. Nothing is sent by itself.</source>
        <translation>Der Fehler liegt in Pictrove, nicht an der Bedienung. Die Fotos sind unversehrt. Bitte die Zeilen unten melden und vorher prüfen, ob ein Name darin privat ist. Von selbst wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
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
        <source>No shortcut is called that.</source>
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
        <source>This is no date. Write it like 2023, 2023-06 or {example}.</source>
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
        <source>No time lies between these.</source>
        <translation>Dazwischen liegt keine Zeit.</translation>
    </message>
    <message>
        <source>Show all years</source>
        <translation>Alle Jahre zeigen</translation>
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
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Photos with the keyword {keyword}</source>
        <translation>Fotos mit dem Stichwort {keyword}</translation>
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
        <source>If something does not work, these lines help whoever helps you. Your home folder is written as ~; look whether another name in them is private.</source>
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
        <source>Shall the photos in {folder} be found, too?</source>
        <translation>Sollen auch die Fotos in {folder} gefunden werden?</translation>
    </message>
    <message>
        <source>{folder} is in your library now.</source>
        <translation>{folder} gehört jetzt zur Bibliothek.</translation>
    </message>
</context>
<context>
    <name>EngineTroubles</name>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>The background engine ended unexpectedly. It is being started again.</source>
        <translation>Der Hintergrunddienst wurde unerwartet beendet. Er wird neu gestartet.</translation>
    </message>
    <message>
        <source>The engine is back. Nothing that was finished is lost.</source>
        <translation>Der Hintergrunddienst läuft wieder. Nichts Fertiges ging verloren.</translation>
    </message>
    <message>
        <source>The library is being repaired. No photo is touched.</source>
        <translation>Die Bibliothek wird repariert. Kein Foto wird verändert.</translation>
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
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n Stern</numerusform>
            <numerusform>%n Sterne</numerusform>
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
        <source>&amp;Download photos that lie in the cloud</source>
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
        <source>Files that the system would have to download (OneDrive, iCloud) are left alone, unless this is on when they are tried again.</source>
        <translation>Dateien, die das System erst herunterladen müsste (OneDrive, iCloud), bleiben unberührt, solange dies beim erneuten Versuch nicht eingeschaltet ist.</translation>
    </message>
    <message>
        <source>These files could not be read, and cannot be found. Each is tried again by itself when it changes.</source>
        <translation>Diese Dateien konnten nicht gelesen werden und sind nicht auffindbar. Ändert sich eine davon, wird sie von selbst erneut gelesen.</translation>
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
        <translation>Stichwort suchen</translation>
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
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
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
        <source>What your photos can be told apart by will stand here.</source>
        <translation>Hier erscheint, wonach sich die Fotos unterscheiden lassen.</translation>
    </message>
    <message>
        <source>{some} of {all}</source>
        <translation>{some} von {all}</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
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
        <translation>{count} Stichwörter</translation>
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
        <source>All is ready. Describe a photo in your own words, and see.</source>
        <translation>Alles ist bereit. Ein Foto in eigenen Worten beschreiben und staunen.</translation>
    </message>
    <message>
        <source>Choose other folders, or go on: new photos are noticed by themselves.</source>
        <translation>Andere Ordner auswählen oder fortfahren: Neue Fotos werden von selbst bemerkt.</translation>
    </message>
    <message>
        <source>Progress of indexing</source>
        <translation>Fortschritt der Indizierung</translation>
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
        <source>{folder} is chosen with {above}.</source>
        <translation>{folder} ist mit {above} schon gewählt.</translation>
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
        <source>Include &amp;hidden files and folders</source>
        <translation>&amp;Versteckte Dateien und Ordner einbeziehen</translation>
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
        <source>This folder cannot be reached now. Its photos stay in the library, and are compared with the folder when it is back.</source>
        <translation>Dieser Ordner ist zurzeit nicht erreichbar. Seine Fotos bleiben in der Bibliothek und werden abgeglichen, sobald er wieder da ist.</translation>
    </message>
    <message>
        <source>What is left out can be changed while the folder is watched.</source>
        <translation>Was ausgelassen wird, lässt sich ändern, solange der Ordner überwacht wird.</translation>
    </message>
</context>
<context>
    <name>FolderModel</name>
    <message>
        <source>Chosen with the folder above it. Tick it to see only this one.</source>
        <translation>Mit dem übergeordneten Ordner gewählt. Ankreuzen zeigt nur diesen.</translation>
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
        <source>Take from the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Take {folder} from the list</source>
        <translation>{folder} aus der Liste nehmen</translation>
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
        <source>Out of reach</source>
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
    <message>
        <source>After two minutes without key or mouse.</source>
        <translation>Nach zwei Minuten ohne Tastatur und Maus.</translation>
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
        <source>How hard</source>
        <translation>Wie viel Leistung</translation>
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
        <source>New photos are noticed without Pictrove being opened first.</source>
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
        <source>These bind what is read by itself, not what you ask for.</source>
        <translation>Dies gilt für das selbsttätige Einlesen, nicht für ausdrückliche Aufträge.</translation>
    </message>
    <message>
        <source>Three hours</source>
        <translation>Drei Stunden</translation>
    </message>
    <message>
        <source>Watched folders are followed although no window is open. Quitting Pictrove closes the window only; if this is off, everything ends with it.</source>
        <translation>Überwachte Ordner werden auch ohne offenes Fenster verfolgt. Beenden schließt dann nur das Fenster; ist dies ausgeschaltet, endet damit alles.</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>When photos are read. Searching is always possible, also during a pause.</source>
        <translation>Wann Fotos gelesen werden. Suchen geht immer, auch in einer Pause.</translation>
    </message>
    <message>
        <source>Without need for so long its memory is given back; the next search takes a moment longer.</source>
        <translation>Wird es so lange nicht gebraucht, wird sein Speicher frei; die nächste Suche dauert dann einen Moment länger.</translation>
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
    <name>LibraryPage</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
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
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>No file manager opens {folder}.</source>
        <translation>Kein Dateimanager öffnet {folder}.</translation>
    </message>
    <message>
        <source>Opening your library…</source>
        <translation>Die Bibliothek wird geöffnet …</translation>
    </message>
    <message>
        <source>This cannot be searched for</source>
        <translation>Danach kann nicht gesucht werden</translation>
    </message>
</context>
<context>
    <name>MarksSection</name>
    <message numerus="yes">
        <source>At least %n star(s)</source>
        <translation>
            <numerusform>Mindestens %n Stern</numerusform>
            <numerusform>Mindestens %n Sterne</numerusform>
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
        <source>&amp;Keys</source>
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
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Choose &amp;all</source>
        <translation>&amp;Alle auswählen</translation>
    </message>
    <message>
        <source>Choose &amp;none</source>
        <translation>Auswahl auf&amp;heben</translation>
    </message>
    <message>
        <source>Choose more photos</source>
        <translation>Weitere Fotos auswählen</translation>
    </message>
    <message>
        <source>Choose this one, too</source>
        <translation>Auch dieses auswählen</translation>
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
        <source>Look at the photo</source>
        <translation>Foto ansehen</translation>
    </message>
    <message>
        <source>S&amp;maller pictures</source>
        <translation>&amp;Kleinere Bilder</translation>
    </message>
    <message>
        <source>Search by a &amp;photo taken now…</source>
        <translation>Mit einem neuen &amp;Foto suchen …</translation>
    </message>
    <message>
        <source>Search by a &amp;picture…</source>
        <translation>Mit einem &amp;Bild suchen …</translation>
    </message>
    <message>
        <source>Search by the picture in the &amp;clipboard</source>
        <translation>Mit dem Bild der &amp;Zwischenablage suchen</translation>
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
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Download… ({size})</source>
        <translation>Herunterladen … ({size})</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei …</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Not on this computer</source>
        <translation>Nicht auf diesem Computer</translation>
    </message>
    <message>
        <source>Progress of the download</source>
        <translation>Fortschritt des Herunterladens</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Use this model</source>
        <translation>Dieses Modell verwenden</translation>
    </message>
    <message>
        <source>{name} · licence {licence}</source>
        <translation>{name} · Lizenz {licence}</translation>
    </message>
</context>
<context>
    <name>ModelDownloads</name>
    <message>
        <source>Downloading: {done} of {total}</source>
        <translation>Herunterladen: {done} von {total}</translation>
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
        <source>asking the reference</source>
        <translation>Vergleichswerte werden berechnet</translation>
    </message>
    <message>
        <source>checking the prepared model</source>
        <translation>das fertige Modell wird geprüft</translation>
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
        <source>fetching the weights</source>
        <translation>die Gewichte werden geladen</translation>
    </message>
    <message>
        <source>loading the model</source>
        <translation>das Modell wird geladen</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>A model is what understands words and pictures. Better models find more, are larger, and take longer to read the photos.</source>
        <translation>Ein Modell versteht Wörter und Bilder. Bessere Modelle finden mehr, sind größer und brauchen länger, um die Fotos zu lesen.</translation>
    </message>
    <message>
        <source>All photos are read once more with this model, in the background. It takes over when that is done; until then the other one answers.</source>
        <translation>Alle Fotos werden im Hintergrund mit diesem Modell noch einmal gelesen. Danach übernimmt es; bis dahin antwortet das andere.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>This model answers from now on.</source>
        <translation>Dieses Modell antwortet ab jetzt.</translation>
    </message>
    <message>
        <source>Weights (*.safetensors)</source>
        <translation>Gewichte (*.safetensors)</translation>
    </message>
    <message>
        <source>Weights of the model</source>
        <translation>Gewichte des Modells</translation>
    </message>
    <message>
        <source>{model} is ready to be used.</source>
        <translation>{model} kann jetzt verwendet werden.</translation>
    </message>
</context>
<context>
    <name>Movings</name>
    <message numerus="yes">
        <source>%n photo(s) copied to {folder}.</source>
        <translation>
            <numerusform>%n Foto nach {folder} kopiert.</numerusform>
            <numerusform>%n Fotos nach {folder} kopiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) could not be copied:</source>
        <translation>
            <numerusform>%n Foto konnte nicht kopiert werden:</numerusform>
            <numerusform>%n Fotos konnten nicht kopiert werden:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) could not be moved, and are where they were:</source>
        <translation>
            <numerusform>%n Foto konnte nicht verschoben werden und bleibt, wo es war:</numerusform>
            <numerusform>%n Fotos konnten nicht verschoben werden und bleiben, wo sie waren:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) moved to the wastebasket.</source>
        <translation>
            <numerusform>%n Foto in den Papierkorb verschoben.</numerusform>
            <numerusform>%n Fotos in den Papierkorb verschoben.</numerusform>
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
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>&amp;Name of the search</source>
        <translation>&amp;Name der Suche</translation>
    </message>
    <message>
        <source>Its answer will always be today&apos;s.</source>
        <translation>Ihr Ergebnis ist immer auf dem neuesten Stand.</translation>
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
        <source>There is a saved search of this name. It will be replaced.</source>
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
        <source>Choose the folders with your photos. They are only read.</source>
        <translation>Bitte die Ordner mit den Fotos auswählen. Sie werden nur gelesen.</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <translation>Filter zurücksetzen</translation>
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
        <source>No photo passes these filters</source>
        <translation>Kein Foto passt zu diesen Filtern</translation>
    </message>
    <message>
        <source>Take one of them away, or all.</source>
        <translation>Ein Filter weniger oder keiner zeigt wieder Fotos.</translation>
    </message>
    <message>
        <source>The first ones can be found within seconds.</source>
        <translation>Die ersten sind nach wenigen Sekunden zu finden.</translation>
    </message>
    <message>
        <source>There are no photos here yet</source>
        <translation>Hier sind noch keine Fotos</translation>
    </message>
    <message>
        <source>What is saved in the folders of your library shows up by itself.</source>
        <translation>Was in den Ordnern der Bibliothek gespeichert wird, erscheint hier von selbst.</translation>
    </message>
    <message>
        <source>Which photos shall be found?</source>
        <translation>Welche Fotos sollen gefunden werden?</translation>
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
        <source>%n file(s) can be pasted now.</source>
        <translation>
            <numerusform>%n Datei kann jetzt eingefügt werden.</numerusform>
            <numerusform>%n Dateien können jetzt eingefügt werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n path(s) can be pasted now.</source>
        <translation>
            <numerusform>%n Pfad kann jetzt eingefügt werden.</numerusform>
            <numerusform>%n Pfade können jetzt eingefügt werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) hidden; the filter “Hidden photos” shows them.</source>
        <translation>
            <numerusform>%n Foto ausgeblendet; der Filter „Ausgeblendete Fotos“ zeigt es.</numerusform>
            <numerusform>%n Fotos ausgeblendet; der Filter „Ausgeblendete Fotos“ zeigt sie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n Stern</numerusform>
            <numerusform>%n Sterne</numerusform>
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
        <translation>Aus- oder wieder &amp;einblenden</translation>
    </message>
    <message>
        <source>&amp;Look at</source>
        <translation>&amp;Ansehen</translation>
    </message>
    <message>
        <source>&amp;More like this</source>
        <translation>Ä&amp;hnliche suchen</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
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
    <message>
        <source>Fa&amp;vourite</source>
        <translation>Fa&amp;vorit</translation>
    </message>
    <message numerus="yes">
        <source>Move %n photo(s) to the wastebasket?</source>
        <translation>
            <numerusform>%n Foto in den Papierkorb verschieben?</numerusform>
            <numerusform>%n Fotos in den Papierkorb verschieben?</numerusform>
        </translation>
    </message>
    <message>
        <source>Move to &amp;wastebasket…</source>
        <translation>In den Papier&amp;korb verschieben …</translation>
    </message>
    <message>
        <source>Move to wastebasket</source>
        <translation>In den Papierkorb verschieben</translation>
    </message>
    <message>
        <source>No file manager answers; the photo is {path}</source>
        <translation>Kein Dateimanager antwortet; das Foto ist {path}</translation>
    </message>
    <message>
        <source>No program opens {path}; choose one with “Open with”.</source>
        <translation>Kein Programm öffnet {path}; mit „Öffnen mit“ lässt sich eines wählen.</translation>
    </message>
    <message>
        <source>No rating</source>
        <translation>Keine Bewertung</translation>
    </message>
    <message numerus="yes">
        <source>Open %n photo(s), each by itself?</source>
        <translation>
            <numerusform>%n Foto öffnen?</numerusform>
            <numerusform>%n Fotos einzeln öffnen?</numerusform>
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
        <source>The files leave their folders; they can be brought back from the wastebasket.</source>
        <translation>Die Dateien verlassen ihre Ordner; aus dem Papierkorb lassen sie sich zurückholen.</translation>
    </message>
    <message>
        <source>The picture can be pasted now.</source>
        <translation>Das Bild kann jetzt eingefügt werden.</translation>
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
        <source>Cancel</source>
        <translation>Abbrechen</translation>
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
        <source>Take another one</source>
        <translation>Neu aufnehmen</translation>
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
        <source>That are many pictures: the first {count} are searched for.</source>
        <translation>Das sind viele Bilder: Nach den ersten {count} wird gesucht.</translation>
    </message>
    <message>
        <source>These pictures are too large for one search. Save them as files, or take one out.</source>
        <translation>Diese Bilder sind zu groß für eine Suche. Als Dateien gespeichert oder mit einem Bild weniger gelingt sie.</translation>
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
        <source>Guard these folders like the photos themselves.</source>
        <translation>Diese Ordner verdienen denselben Schutz wie die Fotos selbst.</translation>
    </message>
    <message>
        <source>If you ask for another model and agree to its size and licence, it is fetched from huggingface.co. That is all.</source>
        <translation>Ein anderes Modell wird auf Wunsch und nach Zustimmung zu Größe und Lizenz von huggingface.co geladen. Das ist alles.</translation>
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
        <source>No photo, no search and nothing about you leaves this computer. There is no account, no statistics, no report that is sent by itself.</source>
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
        <translation>Vorschaubilder: kleine Kopien der Fotos</translation>
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
        <source>Pictrove may not use the camera. Permit it in the privacy settings of your system, then try again.</source>
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
        <source>&amp;Download</source>
        <translation>&amp;Herunterladen</translation>
    </message>
    <message>
        <source>Download this model?</source>
        <translation>Dieses Modell herunterladen?</translation>
    </message>
    <message>
        <source>Pictrove</source>
        <translation>Pictrove</translation>
    </message>
    <message>
        <source>size unknown</source>
        <translation>Größe unbekannt</translation>
    </message>
    <message>
        <source>{description}.

Size: {size}
Licence: {licence}
From: huggingface.co

Only the model is fetched. Nothing about you or your photos is sent. It is then prepared on this computer, which takes a few minutes.</source>
        <translation>{description}.

Größe: {size}
Lizenz: {licence}
Von: huggingface.co

Nur das Modell wird geladen. Nichts Persönliches und nichts über die Fotos wird gesendet. Danach wird es auf diesem Computer vorbereitet, was einige Minuten dauert.</translation>
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
        <source>Searches that you save stand here, always up to date.</source>
        <translation>Hier stehen gespeicherte Suchen, immer auf dem neuesten Stand.</translation>
    </message>
    <message>
        <source>There is a saved search “{name}”. Replace it?</source>
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
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>Bild auswählen …</translation>
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
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Search with pictures</source>
        <translation>Mit Bildern suchen</translation>
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
        <translation>Speicher</translation>
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
    <message numerus="yes">
        <source>%n second(s) for each photo</source>
        <translation>
            <numerusform>%n Sekunde je Foto</numerusform>
            <numerusform>%n Sekunden je Foto</numerusform>
        </translation>
    </message>
    <message>
        <source>End the slideshow</source>
        <translation>Diashow beenden</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
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
        <source>%n second(s) for each photo</source>
        <translation>
            <numerusform>%n Sekunde je Foto</numerusform>
            <numerusform>%n Sekunden je Foto</numerusform>
        </translation>
    </message>
    <message>
        <source>Goes on</source>
        <translation>Läuft weiter</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
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
            <numerusform>%Ln Vorschaubild</numerusform>
            <numerusform>%Ln Vorschaubilder</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Clear thumbnails</source>
        <translation>Vorschaubilder &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Clear thumbnails…</source>
        <translation>Vorschaubilder &amp;löschen …</translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation>Ordner ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Clear all thumbnails?</source>
        <translation>Alle Vorschaubilder löschen?</translation>
    </message>
    <message>
        <source>Free there</source>
        <translation>Dort frei</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Lie in</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Lies in</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Photos are never copied, except for small thumbnails.</source>
        <translation>Fotos werden nie kopiert, abgesehen von kleinen Vorschaubildern.</translation>
    </message>
    <message>
        <source>Photos, favourites and everything that can be searched stay. Thumbnails are made again when photos are looked at, which makes the grid slower for a while.</source>
        <translation>Fotos, Favoriten und alles Durchsuchbare bleiben. Vorschaubilder entstehen beim Ansehen neu, was das Raster eine Weile langsamer macht.</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <source>The database and the index for searching.</source>
        <translation>Die Datenbank und der Index für die Suche.</translation>
    </message>
    <message>
        <source>The thumbnails are cleared.</source>
        <translation>Die Vorschaubilder sind gelöscht.</translation>
    </message>
    <message>
        <source>There is little room left on this disk.</source>
        <translation>Auf diesem Datenträger ist nur noch wenig Platz.</translation>
    </message>
    <message>
        <source>They are made again when photos are looked at.</source>
        <translation>Sie entstehen neu, wenn Fotos angesehen werden.</translation>
    </message>
    <message>
        <source>Thumbnails</source>
        <translation>Vorschaubilder</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>{size} ({files})</source>
        <translation>{size} ({files})</translation>
    </message>
</context>
<context>
    <name>SuggestionList</name>
    <message numerus="yes">
        <source>%n suggestion(s)</source>
        <translation>
            <numerusform>%n Vorschlag</numerusform>
            <numerusform>%n Vorschläge</numerusform>
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
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n Foto</numerusform>
            <numerusform>%n Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n star(s) or more</source>
        <translation>
            <numerusform>Ab %n Stern</numerusform>
            <numerusform>Ab %n Sternen</numerusform>
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
        <translation>Stichwort</translation>
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
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n Stern</numerusform>
            <numerusform>%n Sterne</numerusform>
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
        <source>Nothing chosen</source>
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
        <source>Show all of it</source>
        <translation>Ganzes Foto zeigen</translation>
    </message>
    <message>
        <source>Show its own pixels (100 %)</source>
        <translation>Originalgröße (100 %)</translation>
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
        <source>How large the photo is: 100 % are its own pixels</source>
        <translation>Größe des Fotos: 100 % ist die Originalgröße</translation>
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
        <source>&amp;Search now</source>
        <translation>&amp;Jetzt suchen</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
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
        <source>This folder cannot be read now. Look whether its drive works.</source>
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
