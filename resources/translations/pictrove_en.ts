<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Activity</name>
    <message numerus="yes">
        <source>Looking for photos: %Ln so far</source>
        <translation>
            <numerusform>Looking for photos: %Ln so far</numerusform>
            <numerusform>Looking for photos: %Ln so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BugReport</name>
    <message numerus="yes">
        <source>It has happened %Ln time(s).</source>
        <translation>
            <numerusform>It has happened %Ln time.</numerusform>
            <numerusform>It has happened %Ln times.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DateSection</name>
    <message numerus="yes">
        <source>%Ln photo(s) without a date</source>
        <translation>
            <numerusform>%Ln photo without a date</numerusform>
            <numerusform>%Ln photos without a date</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) without a date are left out</source>
        <translation>
            <numerusform>%Ln photo without a date is left out</numerusform>
            <numerusform>%Ln photos without a date are left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message numerus="yes">
        <source>%Ln star(s)</source>
        <translation>
            <numerusform>%Ln star</numerusform>
            <numerusform>%Ln stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FailuresPage</name>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) will be read again.</source>
        <translation>
            <numerusform>%Ln file will be read again.</numerusform>
            <numerusform>%Ln files will be read again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FirstPhotos</name>
    <message numerus="yes">
        <source>%Ln file(s) could not be read; the settings list them.</source>
        <translation>
            <numerusform>%Ln file could not be read; the settings list it.</numerusform>
            <numerusform>%Ln files could not be read; the settings list them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) can be found</source>
        <translation>
            <numerusform>%Ln photo can be found</numerusform>
            <numerusform>%Ln photos can be found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message numerus="yes">
        <source>%Ln photo(s) are in {folder} now; nothing has to be read again.</source>
        <translation>
            <numerusform>%Ln photo is in {folder} now; nothing has to be read again.</numerusform>
            <numerusform>%Ln photos are in {folder} now; nothing has to be read again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) left the library; no file was touched.</source>
        <translation>
            <numerusform>%Ln photo left the library; no file was touched.</numerusform>
            <numerusform>%Ln photos left the library; no file was touched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Everything is up to date. %Ln photo(s) were new or changed.</source>
        <translation>
            <numerusform>Everything is up to date. %Ln photo was new or changed.</numerusform>
            <numerusform>Everything is up to date. %Ln photos were new or changed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Headings</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IndexingPage</name>
    <message numerus="yes">
        <source>All (%Ln)</source>
        <comment>processor cores</comment>
        <translation>
            <numerusform>All (%Ln)</numerusform>
            <numerusform>All (%Ln)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeptLibraries</name>
    <message numerus="yes">
        <source>%Ln earlier library(s) take {size}. They were kept when a backup was restored, the library was repaired, or Pictrove was updated.</source>
        <translation>
            <numerusform>%Ln earlier library takes {size}. It was kept when a backup was restored, the library was repaired, or Pictrove was updated.</numerusform>
            <numerusform>%Ln earlier libraries take {size}. They were kept when a backup was restored, the library was repaired, or Pictrove was updated.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %Ln earlier library(s) for good?</source>
        <translation>
            <numerusform>Remove %Ln earlier library for good?</numerusform>
            <numerusform>Remove %Ln earlier libraries for good?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LicencesDialog</name>
    <message numerus="yes">
        <source>%Ln licence(s)</source>
        <translation>
            <numerusform>%Ln licence</numerusform>
            <numerusform>%Ln licences</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarksSection</name>
    <message numerus="yes">
        <source>At least %Ln star(s)</source>
        <translation>
            <numerusform>At least %Ln star</numerusform>
            <numerusform>At least %Ln stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelDetails</name>
    <message numerus="yes">
        <source>%Ln number(s) for each photo</source>
        <translation>
            <numerusform>%Ln number for each photo</numerusform>
            <numerusform>%Ln numbers for each photo</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) read with it, {size} in the library</source>
        <translation>
            <numerusform>%Ln photo read with it, {size} in the library</numerusform>
            <numerusform>%Ln photos read with it, {size} in the library</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message numerus="yes">
        <source>It has read all %Ln photo(s) before, so it can answer at once.</source>
        <translation>
            <numerusform>It has read %Ln photo before, so it can answer at once.</numerusform>
            <numerusform>It has read all %Ln photos before, so it can answer at once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It has read all %Ln photo(s), and takes over when its index is made.</source>
        <translation>
            <numerusform>It has read %Ln photo, and takes over when its index is made.</numerusform>
            <numerusform>It has read all %Ln photos, and takes over when its index is made.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It has read {done} of %Ln photo(s) before, so it can answer at once; the newest follow.</source>
        <translation>
            <numerusform>It has read {done} of %Ln photo before, so it can answer at once; the newest follow.</numerusform>
            <numerusform>It has read {done} of %Ln photos before, so it can answer at once; the newest follow.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It has read {done} of %Ln photo(s); the others are read first.</source>
        <translation>
            <numerusform>It has read {done} of %Ln photo; the others are read first.</numerusform>
            <numerusform>It has read {done} of %Ln photos; the others are read first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It has to read %Ln photo(s) first, in the background.</source>
        <translation>
            <numerusform>It has to read %Ln photo first, in the background.</numerusform>
            <numerusform>It has to read %Ln photos first, in the background.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It takes over when all %Ln photo(s) are read with it; so far {done} are. Until then the other model answers.</source>
        <translation>
            <numerusform>It takes over when %Ln photo is read with it; so far {done}. Until then the other model answers.</numerusform>
            <numerusform>It takes over when all %Ln photos are read with it; so far {done} are. Until then the other model answers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{languages} and %Ln more language(s)</source>
        <translation>
            <numerusform>{languages} and %Ln more language</numerusform>
            <numerusform>{languages} and %Ln more languages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message numerus="yes">
        <source>It has read {done} of %Ln photo(s). Only these can be found until it has read the others, in the background.</source>
        <translation>
            <numerusform>It has read {done} of %Ln photo. Only what it has read can be found; the rest follows in the background.</numerusform>
            <numerusform>It has read {done} of %Ln photos. Only these can be found until it has read the others, in the background.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Movings</name>
    <message numerus="yes">
        <source>%Ln photo(s) copied to {folder}.</source>
        <translation>
            <numerusform>%Ln photo copied to {folder}.</numerusform>
            <numerusform>%Ln photos copied to {folder}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be copied:</source>
        <translation>
            <numerusform>%Ln photo could not be copied:</numerusform>
            <numerusform>%Ln photos could not be copied:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) could not be moved, and are where they were:</source>
        <translation>
            <numerusform>%Ln photo could not be moved, and is where it was:</numerusform>
            <numerusform>%Ln photos could not be moved, and are where they were:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) moved to the wastebasket.</source>
        <translation>
            <numerusform>%Ln photo moved to the wastebasket.</numerusform>
            <numerusform>%Ln photos moved to the wastebasket.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message numerus="yes">
        <source>%Ln file(s) copied.</source>
        <translation>
            <numerusform>%Ln file copied.</numerusform>
            <numerusform>%Ln files copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln path(s) copied.</source>
        <translation>
            <numerusform>%Ln path copied.</numerusform>
            <numerusform>%Ln paths copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) hidden; the filter “Hidden photos” shows them.</source>
        <translation>
            <numerusform>%Ln photo hidden; the filter “Hidden photos” shows it.</numerusform>
            <numerusform>%Ln photos hidden; the filter “Hidden photos” shows them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln star(s)</source>
        <translation>
            <numerusform>%Ln star</numerusform>
            <numerusform>%Ln stars</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %Ln photo(s) to the wastebasket?</source>
        <translation>
            <numerusform>Move %Ln photo to the wastebasket?</numerusform>
            <numerusform>Move %Ln photos to the wastebasket?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln file(s) were copied.</source>
        <translation>
            <numerusform>Only the first %Ln file was copied.</numerusform>
            <numerusform>Only the first %Ln files were copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Open %Ln photo(s), each by itself?</source>
        <translation>
            <numerusform>Open %Ln photo?</numerusform>
            <numerusform>Open %Ln photos, each by itself?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrivacyPage</name>
    <message numerus="yes">
        <source>%Ln search(es) remembered</source>
        <translation>
            <numerusform>%Ln search remembered</numerusform>
            <numerusform>%Ln searches remembered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemovalQuestion</name>
    <message numerus="yes">
        <source>What it &amp;knows of %Ln photo(s) ({size})</source>
        <translation>
            <numerusform>What it &amp;knows of %Ln photo ({size})</numerusform>
            <numerusform>What it &amp;knows of %Ln photos ({size})</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Repair</name>
    <message numerus="yes">
        <source>%Ln file(s) will be read again.</source>
        <translation>
            <numerusform>%Ln file will be read again.</numerusform>
            <numerusform>%Ln files will be read again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photo(s) were saved.</source>
        <translation>
            <numerusform>%Ln photo was saved.</numerusform>
            <numerusform>%Ln photos were saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RestoreQuestion</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SlideBar</name>
    <message numerus="yes">
        <source>%Ln second(s) for each photo</source>
        <translation>
            <numerusform>%Ln second for each photo</numerusform>
            <numerusform>%Ln seconds for each photo</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Slideshow</name>
    <message numerus="yes">
        <source>%Ln second(s) for each photo</source>
        <translation>
            <numerusform>%Ln second for each photo</numerusform>
            <numerusform>%Ln seconds for each photo</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message numerus="yes">
        <source>%Ln folder(s)</source>
        <translation>
            <numerusform>%Ln folder</numerusform>
            <numerusform>%Ln folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) of it cannot be reached. If the photos lie elsewhere on this computer, say so in Settings &gt; Folders: “It lies elsewhere now…”.</source>
        <translation>
            <numerusform>%Ln folder of it cannot be reached. If its photos lie elsewhere on this computer, say so in Settings &gt; Folders: “It lies elsewhere now…”.</numerusform>
            <numerusform>%Ln folders of it cannot be reached. If their photos lie elsewhere on this computer, say so in Settings &gt; Folders: “It lies elsewhere now…”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln thumbnail(s)</source>
        <translation>
            <numerusform>%Ln thumbnail</numerusform>
            <numerusform>%Ln thumbnails</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The library holds %Ln photo(s) again.</source>
        <translation>
            <numerusform>The library holds %Ln photo again.</numerusform>
            <numerusform>The library holds %Ln photos again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The library with %Ln photo(s) is in {file} now ({size}).</source>
        <translation>
            <numerusform>The library with %Ln photo is in {file} now ({size}).</numerusform>
            <numerusform>The library with %Ln photos is in {file} now ({size}).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SuggestionList</name>
    <message numerus="yes">
        <source>%Ln suggestion(s)</source>
        <translation>
            <numerusform>%Ln suggestion</numerusform>
            <numerusform>%Ln suggestions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln star(s) or more</source>
        <translation>
            <numerusform>%Ln star or more</numerusform>
            <numerusform>%Ln stars or more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Teller</name>
    <message numerus="yes">
        <source>%Ln star(s)</source>
        <translation>
            <numerusform>%Ln star</numerusform>
            <numerusform>%Ln stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln day(s)</source>
        <translation>
            <numerusform>about %Ln day</numerusform>
            <numerusform>about %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln hour(s)</source>
        <translation>
            <numerusform>about %Ln hour</numerusform>
            <numerusform>about %Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln minute(s)</source>
        <translation>
            <numerusform>about %Ln minute</numerusform>
            <numerusform>about %Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message numerus="yes">
        <source>%Ln photo(s) can be found</source>
        <translation>
            <numerusform>%Ln photo can be found</numerusform>
            <numerusform>%Ln photos can be found</numerusform>
        </translation>
    </message>
</context>
</TS>
