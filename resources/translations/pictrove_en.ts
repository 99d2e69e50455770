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
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n star</numerusform>
            <numerusform>%n stars</numerusform>
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
    <name>Filters</name>
    <message numerus="yes">
        <source>%Ln photo(s)</source>
        <translation>
            <numerusform>%Ln photo</numerusform>
            <numerusform>%Ln photos</numerusform>
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
        <source>%Ln photo(s) left the library; no file was touched.</source>
        <translation>
            <numerusform>%Ln photo left the library; no file was touched.</numerusform>
            <numerusform>%Ln photos left the library; no file was touched.</numerusform>
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
    <name>LibraryPage</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarksSection</name>
    <message numerus="yes">
        <source>At least %n star(s)</source>
        <translation>
            <numerusform>At least %n star</numerusform>
            <numerusform>At least %n stars</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Movings</name>
    <message numerus="yes">
        <source>%n photo(s) copied to {folder}.</source>
        <translation>
            <numerusform>%n photo copied to {folder}.</numerusform>
            <numerusform>%n photos copied to {folder}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) could not be copied:</source>
        <translation>
            <numerusform>%n photo could not be copied:</numerusform>
            <numerusform>%n photos could not be copied:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) could not be moved, and are where they were:</source>
        <translation>
            <numerusform>%n photo could not be moved, and is where it was:</numerusform>
            <numerusform>%n photos could not be moved, and are where they were:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) moved to the wastebasket.</source>
        <translation>
            <numerusform>%n photo moved to the wastebasket.</numerusform>
            <numerusform>%n photos moved to the wastebasket.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message numerus="yes">
        <source>%n file(s) can be pasted now.</source>
        <translation>
            <numerusform>%n file can be pasted now.</numerusform>
            <numerusform>%n files can be pasted now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n path(s) can be pasted now.</source>
        <translation>
            <numerusform>%n path can be pasted now.</numerusform>
            <numerusform>%n paths can be pasted now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) hidden; the filter “Hidden photos” shows them.</source>
        <translation>
            <numerusform>%n photo hidden; the filter “Hidden photos” shows it.</numerusform>
            <numerusform>%n photos hidden; the filter “Hidden photos” shows them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n star</numerusform>
            <numerusform>%n stars</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n photo(s) to the wastebasket?</source>
        <translation>
            <numerusform>Move %n photo to the wastebasket?</numerusform>
            <numerusform>Move %n photos to the wastebasket?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Open %n photo(s), each by itself?</source>
        <translation>
            <numerusform>Open %n photo?</numerusform>
            <numerusform>Open %n photos, each by itself?</numerusform>
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
    <name>SlideBar</name>
    <message numerus="yes">
        <source>%n second(s) for each photo</source>
        <translation>
            <numerusform>%n second for each photo</numerusform>
            <numerusform>%n seconds for each photo</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Slideshow</name>
    <message numerus="yes">
        <source>%n second(s) for each photo</source>
        <translation>
            <numerusform>%n second for each photo</numerusform>
            <numerusform>%n seconds for each photo</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StoragePage</name>
    <message numerus="yes">
        <source>%Ln thumbnail(s)</source>
        <translation>
            <numerusform>%Ln thumbnail</numerusform>
            <numerusform>%Ln thumbnails</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SuggestionList</name>
    <message numerus="yes">
        <source>%n suggestion(s)</source>
        <translation>
            <numerusform>%n suggestion</numerusform>
            <numerusform>%n suggestions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n star(s) or more</source>
        <translation>
            <numerusform>%n star or more</numerusform>
            <numerusform>%n stars or more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Teller</name>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n star</numerusform>
            <numerusform>%n stars</numerusform>
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
