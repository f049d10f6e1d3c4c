# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of gatehousectl; tests/lint/cli-words.py holds it against the program.

# The words before the cursor that name a command. What follows an option with a value is none.
function __gatehousectl_command
    set -l command
    set -l valued server s profile p credentials ca-file client-certificate pin feed first-name \
        last-name new-credentials since until type t record camera limit n user confidence folder \
        csv report output o picture page search role email
    set -l is_value no
    for word in (commandline -opc)[2..]
        if test $is_value = yes
            set is_value no
            continue
        end
        set -l name (string replace -r '^--?' '' -- $word)
        if string match -q -- '-*' $word
            if contains -- $name $valued
                set is_value yes
            else if test $name = face -a "$command" != upload
                set is_value yes
            end
        else if test -z "$command" -o "$command" = faces -o "$command" = users
            set -a command $word
        end
    end
    echo "$command"
end

function __gatehousectl_at
    contains -- (__gatehousectl_command) $argv
end

complete -c gatehousectl -f
complete -c gatehousectl -n '__gatehousectl_at ""' -a 'check register login logout whoami passwd events stats identify enroll faces users snapshot upload'
complete -c gatehousectl -n '__gatehousectl_at faces' -a 'list get history update delete'
complete -c gatehousectl -n '__gatehousectl_at users' -a 'list get create update activate deactivate delete'
complete -c gatehousectl -n '__gatehousectl_at identify enroll upload' -F

complete -c gatehousectl -s h -l help
complete -c gatehousectl -s s -l server -x
complete -c gatehousectl -s p -l profile -x
complete -c gatehousectl -l credentials -r -F
complete -c gatehousectl -l ca-file -r -F
complete -c gatehousectl -l client-certificate -r -F
complete -c gatehousectl -l pin -x
complete -c gatehousectl -l allow-plain-http
complete -c gatehousectl -s j -l json

complete -c gatehousectl -n '__gatehousectl_at ""' -l version
complete -c gatehousectl -n '__gatehousectl_at check login events' -l feed -x -a 'auto websocket socketio polling'
complete -c gatehousectl -n '__gatehousectl_at register "users create" "users update"' -l first-name -x
complete -c gatehousectl -n '__gatehousectl_at register "users create" "users update"' -l last-name -x
complete -c gatehousectl -n '__gatehousectl_at passwd "users create"' -l new-credentials -r -F
complete -c gatehousectl -n '__gatehousectl_at passwd' -l forgotten
complete -c gatehousectl -n '__gatehousectl_at events' -s f -l follow
complete -c gatehousectl -n '__gatehousectl_at events "faces history"' -l since -x
complete -c gatehousectl -n '__gatehousectl_at events "faces history"' -l until -x
complete -c gatehousectl -n '__gatehousectl_at events "faces history"' -s t -l type -x -a 'detected recognized unknown enrolled updated deleted'
complete -c gatehousectl -n '__gatehousectl_at events enroll "faces list"' -l face -x
complete -c gatehousectl -n '__gatehousectl_at upload' -l face
complete -c gatehousectl -n '__gatehousectl_at events' -l record -x
complete -c gatehousectl -n '__gatehousectl_at events' -l camera -x
complete -c gatehousectl -n '__gatehousectl_at events "faces history" "faces list" "users list"' -s n -l limit -x
complete -c gatehousectl -n '__gatehousectl_at events' -s a -l all
complete -c gatehousectl -n '__gatehousectl_at events' -l table
complete -c gatehousectl -n '__gatehousectl_at enroll "faces list" "faces update"' -l user -x
complete -c gatehousectl -n '__gatehousectl_at enroll' -l confidence -x
complete -c gatehousectl -n '__gatehousectl_at enroll' -l folder -r -F
complete -c gatehousectl -n '__gatehousectl_at enroll' -l csv -r -F
complete -c gatehousectl -n '__gatehousectl_at enroll' -l dry-run
complete -c gatehousectl -n '__gatehousectl_at enroll' -l resume
complete -c gatehousectl -n '__gatehousectl_at enroll' -l report -r -F
complete -c gatehousectl -n '__gatehousectl_at snapshot "faces get"' -s o -l output -r -F
complete -c gatehousectl -n '__gatehousectl_at snapshot "faces get"' -s f -l force
complete -c gatehousectl -n '__gatehousectl_at "faces list" "users list"' -l page -x
complete -c gatehousectl -n '__gatehousectl_at "faces update"' -l picture -r -F
complete -c gatehousectl -n '__gatehousectl_at "faces update" "users list"' -l active
complete -c gatehousectl -n '__gatehousectl_at "faces update" "users list"' -l inactive
complete -c gatehousectl -n '__gatehousectl_at "faces delete" "users delete"' -s y -l yes
complete -c gatehousectl -n '__gatehousectl_at "users list"' -l search -x
complete -c gatehousectl -n '__gatehousectl_at "users list" "users create" "users update"' -l role -x -a 'user moderator admin'
complete -c gatehousectl -n '__gatehousectl_at "users update"' -l email -x
