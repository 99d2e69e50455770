"""The smallest pictures of many kinds, drawn for the purpose: names, and packed bytes."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator


def samples() -> Iterator[tuple[str, bytes]]:
    """Names, for their endings, and files."""
    for name, packed in _PACKED.items():
        yield name, zlib.decompress(base64.b85decode(packed))


# fmt: off
_PACKED = {
    "a.jpg": (
        "c-oy*TW}Lq82-;*nl#iln_f&iIHn1eiZ;8+7Mtuem8NN>oe9$hY?Z-"
        "rHpw<g&8^w3Ntxk+dZGGM(26qSD2mtdK|mCJ0tIhxC@P>2RuRR)8Srjj;yIgbbQ~Vkll|v>|NnpIKmT{Kd&+0ZKf"
        "ukS$()u`lexS@bPM1M4u=^A$Y@wiwF0ANbH&vZ3rK_VmtY+k8Xf|K01*B`c?oSFETtv^!eLm4*O-"
        "At4M1U3gKY#^t9TUIfCjP-"
        "d%IG==onypzN3mSk!{2BJxT$>xww)BFwN})*2um(_hc0xonKq2h86%8XnmI^Y{wQj9h<P7-"
        "ealqzc|ocjh~0gAn|2v_1IXi;1wicy(DxyJU&VEOCAs0gnd!axh}%*cchi9s_Q{|HEJ`-"
        "QTi^p8ze!c6KasenQA<O5i)iptBtPEl+j7MkrOL36~}Wcw!KEYt}?T-"
        "5hq6BvtLYVT3+J$tm>BIxv1if<uZIp&hs9(z(a3IDrNE+MUx$+OggJdrGQhXNf?tb@9gU>#3!XlXvkn-FW@wa7K="
        "r9QFP}D3Et!P`+333d%azl(WTC2HM!K4Rb57bkfO#4sl1lTWgWzqqq!L^;B*>Q<FRVd{7fOOmyE}FC9PzXtft~_J"
        "^Tt6cU&c3RTd%UrHHJhvWb9GthfUOMb?xMwt$l~+a-ALvqivvDS5WyKI1V-"
        "orz8<F|E>bP)<}pI@L$s@m}6=DnL*3e_zD^L#YwLhlf%1sQb#F!vI)U)z#Noto7H_+c;~Zy|c~U(qi|xI<D)K#6Y"
        "iK^!04mxNXyh(8OSmZ!|MDad$M4O!S4PXY=vWHYE`wMG$AR*_-"
        "WrTN@t>`hv0lJj%y_GlLbZG;#vPA(}(w6L39#l~|+?Soshrnqg~9=32`tOgMtSSwzzmL$fTo3D6Fl2Zm#9?VkRc#"
        "xdFCoNn^&+`ZrI3LZS(965D)jTkM=)mmDvwYRo)+_1Lu#&zB6Z|U**rGe1k&}|!sM>cP{eSG4MJGaK-"
        "%48y$no_lydyA#n?f2dPz=ONyA9{GtBabdVw)gQT_C53Lf#;ro;l-"
        "C;K6LoCBd@=4^v$>4e&@u=ci(&egAYIY`1B{Aes<>UxuvhZKL5>yZ@;_v{goeo`uUe%fBXH9WuglKjaJ50b>W)<Q"
        "4B*fCZY>bMMB^hw%t=>>mM`8(~VB=PIFUm_x^*&Yh7aGa&xqB%F?o?d#U3Jk)|vAcf#iWm$Is`zjU30IvU?K9L>S"
        "4aN*J`%hPwUi%)IpJaqWtNv&mkhwtfz^4UKDoT8pH"
    ),
    "a.png": (
        "c-mc3zi-n(6h6BRi6RQ+rzlhE3L$}#vy+0zDT$QU1%gObg$PA-"
        "iDO?=7ss}2M=^{UXptCF79>=*A~7Ju$cV(hz}SI-k-vb6cjv=GSoisT@4L_M-rf1-"
        "*5<v1{M9@{XrXmq??7B+$jR`Y9q!&nNP1;=dr`0bkeJ@6WLVySmg13**i(xM&=HM{LOgQZki>O`I|y(lW2I3GtR2"
        "$P?+OQGb!9h-e1h?0GAT_eB`+9aty-"
        ";OwT#Q<A~=fSGdD8gq8qM=0y+)N!1g2Ca|<jt2HrTTD~hOUnQ2jf95}qBWn${k5p|;wYb6c;^+Ly~*$u^xU~f1!d"
        "@!oq=#!2S+3v8eRFZT(phiS>KwV+Y7F7*KS5*lgPoPiBB;k0lN6jeddCeFm#IYNp>rHA{Bnjcu_}`E4e>)Wl93HU"
        "rs2khO{dKsPfc9ED?KZjr7m-65=`3QGb_(!7T1@$tbRNw?lvuWJqj}B|dVFv#<-"
        "gcnwvDGWKyA;W4no=KTa*#ApQrCq{^j6$Qcaq{|1rl`xd`|=JI8qz@cnf@^`9KCrut8mJWT%$I0ML()iNC4EuyX#"
        "v^%6yC7OnALS9k1cZK<z1&6vJ-"
        ";czr$&c8a%vXVKB!ZGo<PE0Jr+NpNBvxc!i>{<S(aExyt0YmjAT9yk2>o;tGltL^<i!h@nZDH0o89=xwEF!Yg^YT"
        "5{Ji_^!;9tj68d;@C6_(gzQk5&ZEWhF*80;wrLnvB"
    ),
    "a.webp": (
        "c-jl{baOkv$iNWp>J$(bU=hK^z`(!(#Qb0c6j9Is@-"
        "8qk%w^OPU=UznbWl@W!oXxU|I5)328MtCCI#zHUCq`|S`oYb00V<-"
        "gr{2(&@^9P1}(5btc?5&Oh6VJ5PLBSz}W$eLJZ76ni0fn&tzZ$vw;?NsKVKAfSAEIF*~)0!8bo8HHU$Ly=fK$D^z"
        "wv(_A=vM~6DZG{y-"
        "G3=^2awuk`nfeC_OHaiesnZyNGe`kpaT>J?G1c1bU0WlvCvl<x~8CV&ZS{axq7+P2vTUr?!GH3(&#s*-"
        "u${_WQ3OT8H#bEz1f=y!z2FWpjZ2`K5(TV}$5++xWI15}n2*_fD+6dAObroY4)Fp~gIb#UTlmetBfp|JpoCiX)CP"
        "KwQm<a&IAT(<"
    ),
    "b.webp": (
        "c-jl{baPW;U|<M$bqWXzu<#KDvi127Ff*J@b@|Wi)YS6g|Kn>N9(S1;0O!^X$N"
    ),
    "a.gif": (
        "c-"
        "jH|00RF<Nk%v~VGsZi0E7Sl@bK{H=;+|!;MmyM(9qDx$jHFJz__@$u&}VGsHmWzpqQALkdTmwh=_oIfOvR#aBy&F"
        "XlP(yU|3jKP*6}vNJv0HKsY!!FfcGEC@3HxAQ%`J5D*Xu2nYZG00000EC2ui01yBW06++W06lczut7rx3>Pd^pfE"
        "u~1PBilGIR*hK?4R06eK`!z#u}24Ie(Rh>_yRiy1c_Fi?QN0D>M9E(}?*!N-"
        "{<Nv51AQm00aENf!?xw7Q|0RaXUJSdZA#ici$o@BrjWKNU{n$nz_5&_PhSXCO>>Qih>utUwd6u^}z%e4Uj1Oxy(D"
        "1Bc{"
    ),
    "a.tif": (
        "c-"
        "r&y)MAKWWMF7uP;lr_aN?0@;ZStyNH`>8(IKGZ(y`D<C!$9}*{$Q@A)AT`j*J2cEeeKQ0?w=g4_h1xg%n&l1(RA5"
        "HcA<|^9nw0Y535vz*FT?XUL{lgPFc+mpiX~s&#Ns(h9MNF_RbUJeu@z#+@>Ig%u$aIk{DZ*6ObD$qtTs@@%i|h5("
        "%~m!_n*uB%VKHnzHRZ@2aO^Y22nm)<m3a3pZ8$?UgA_x%svcrzo%sWEW+;(IT{ZsoBZZaH~()6P<-"
        "!@eF{FTMZry4T&Y^kS09tkkB*xjozB*WTc6<BpwlBk@~g?XsH%2cD#TkG%V?zH!RKmnC=doEaxxznb@T_Un1=t<x"
        "Tre7hUBTXEs@<M~F?fAo$YymafwPq}z&$Bo~gRsG&0E8qU;@xHv>uYS*FXW@Cf^L+Ncn|lJ7*D~6CP~j<%6<Gb{`"
        "Y!(JuAh$YO_Y8gDp+};!li?Qi-"
        "CcWnE@EE3<5yRh{R?BvYCPOHJ|`9RGbxv*`RDDAQog~0kb)PSQIJ_(j$gsjyP0J0FaP@ii0o%SRV)i0G)HFga"
    ),
    "b.tif": (
        "c-r&y)M992U|{%v<NpB$K@J811_9<EK?Zk01}8y=|F;-"
        ";n1dMH8Jrjx>={1S%DeyGuUomVfAQb@)ArnVzxeO{>A1$lFa9%>KV9!|@k{;gPuCY@{Ib9MGXu=I2$5QhM`8B=o7"
        "@ZxjLZy-KsN{gF(VS23CLy!(mX%`W~ewj5VJwqOh7Ei$O2|_0I?`k9Hd7K$sBR0nkpccfr^80G$T8MB9I{j;(*Nn"
        "L10MSW^iWUU}IxvW949HXXoVP;NlVC<>BV$krWc<7m<~cmy?x}kx@|5Q&&*ZQI?U>FxS*EFf=hSkyp30wJ@^LGd3"
        "~$e}q9EXbmeP7%)HqBNH<VD;qlpCl@zR!Bzo~ADNk0m|0m_Sb(y%KzRlhK~^C}Lq|5@z(jVXLJ_0Ji3>TDoi-"
        "j64Z8S2#W<;`iIYoATtZSxRZU$(Q_IBE%-q7#%Gt%$&E3P(D>x)HEIcAIDmf)JEj=SMtGJ}Jth}PKs=1}Lt-YhOY"
        "trN?Q>RUzF>}_U#Y>hhTfSoDs!f}>Y~8kf$Ie}c4j(ys?D&b3r!HN-"
        "a`oEv8#iw~eDwIq(`V0LynOZX)8{W=zkUDl^Vk2I0J4p!5C"
    ),
    "c.tif": (
        "c-r&y)MDshU|^`2GxgL&rUMELtOpV;cn*WGflM2i0`er<5+%NI{%$L;IbJB>bnf$#DMrWEy?!+3{&(G$2|-"
        "#*w_H2_St5DO)^nB```>e?zPFv?%n{IM=w!K+<>?&bDc+g^|Mu~p+8U;@{n~;%)$N}om`@e^X{_J6V9)n|jAlDC1"
        "Q@s&7#Nuu7=bPk0AfZYHWQG|45ZnB0?bfx4lp0WW&&bCMi#iZC{!GzM-0gvaj2SlAeMoOgD?YF9|!^f+fF~c"
    ),
    "a.bmp": (
        "c-"
        "ocHp$>yE6op}y8Prl)iL9(5m1L@BNhK1AL?SDZ$Vwy<Sy?fGtgNi8>?5oh+XI}F{Oaa&_xWn?)pu=)mB_DKMXy7-"
        "zaLls&GW3aUY2EDS7Xe!ZTr3-$6>8?&YkD!y$>P87*k3)=V_WCGL9oehGBq6-}ewvN<l<Q36ZYrAR>f-"
        "2<IFkj4_BbO#=~1DMSb%5UJ}LBITta@&W69YZd"
    ),
    "a.tga": (
        "c-"
        "ocItqy}Q00iJ>3Rzi+#B8ao#IQg@wq}2+tVAL!k;qCUvJ#0zRw9v=l{~^QJiy)Q&)pGnA!q1OMvO6C*Y$mGtsRD8"
        "97pHeG)?n7FU#V+U)Ocpwh%&$ao_j0Z6VS$4Meoo5K&4&L`n&fvMeEz=Q%`#5D?*<LnO;Gh@@!>5yluqD5Vfdk^~"
        "~hupx53;q&?yzv^8*A6Ip+>f%QJ{7P*#"
    ),
    "a.ppm": (
        "c-oc9kru`v00z*o6NSStZ2vji35UaQ7>40648vg<hQr}-I1Ix*!v754<!fd(&SIR|Z<-"
        "h(gi^{mABI5)A*EDGX|0!KS=ZGVvu&HT);Z_B-"
        "}fELAp|JL7@?d}g7R@3P|i6+xs(FsS}T;#^MvwsT~NO78_Lh~K>2-ND7V(2+<S-e_kDlSo@zb"
    ),
    "a.jp2": (
        "c-muNVBpCLP*C9IYUg5LU=T?wsVvAUFj4@r8KAT-kj?<oVwo8!ML=2rjG5WlL24NIlk;<m7{N@S1fwlbaq@rv|A7"
        "qpFflNO0aQLSJ0l|m{SRW`0SYiOu&}T&F#eBW5O8qt@CbmT|0xWr42;f2sfi`2DGEuI3jPJDd0qjo?h0k8Ma7x<c"
        "?w2)rg|p-"
        "Coph<P2LGKWb*MVEFAJk#4T3&3;~vSmUwKe!>^dzudwkl33A(Z;bI^B+}iw{LrIDwww}5EZXkZ{fuBqcKbaWJ7S2"
        "3xyUZjWKllGl01ats&j"
    ),
    "a.qoi": (
        "c-kw>&rD-rU=RRdX2t_6I`F}N92^|Td{Ybs0s;cad|eC$5)u-"
        "~d{qnu3JMCyd|3<y8X6kNd{GPq1_lPmd|nI%78VxBd{ztv4h{~;d|M0!9v&X}!yzCb0Dm|{L`2{ZhlGR#{Na$1k%"
        "2!P3JMDFheJh01>SIAfB;4SUTP`H"
    ),
    "a.ico": (
        "c-"
        "muNU<5(|0R|vYU<d+|VnEy(;OEZECB+3~@_Kr>fP_IR1UQ(0<b;VCW<W~P)5S5QVoq{OLc#+DR)dL4szMI0Xj5Fu"
        "$gt*)1PA+^Xi<=vp00i_>zopr0Qrd&<N"
    ),
    "a.avif": (
        "c-"
        "mc3&ui2`6n>N4Y|~}cTKCZQlu|@csmX2?&7rWi^&sTbdKE%`;G@ZA$cAOT)rxJsEg}>OEglNJ6ngQ0&{Nr?dg|4a"
        "c#?Y2H<Q^24t#mv``+ZeH!}|a%qV}!y*@@jOV|V>J3%jUJN9D$_8<v!4~jMaB8W4^fuo<pf9op8JdunM?qZz!!dV"
        "5-q(acn$=)Mhdh9uY6Yn5)WeYMgM^31zJYL_jSJF6@m1oNcebxpT34r`13!`xxe$ew}Nl`RMo{170$o-"
        "UT6MH;VJEz9rI6xs(48tJP@cQ=3D`*JmhM&e+*N+F3?F!VkNSeef%_~G^kSF8Yp=vtQURU1`JxKyj+)k}%&voH8c"
        "?MM3HF>}qVVO;pe03M0s;=$n-p!I<h{Ue98D`+7K^Ox}Y#)HGqQ~2ZB|qJ}1)?Lyh5*Bg%-ke=9A1}vg7EoWz1%-"
        "KUMlr3<p}_Oi~A$!EvscY)_uoXGVO;>`;lYYaEJW1CHF3f{T(w7yFGaZCbMbl#nXr?)D2sNq7!XR=+#nxLQD;W{9"
        "FGw4#lLYSX&KEAfBGEuk=P?bx-"
        "L6+BDQBXBvOLne!h;TP?HsX?G{o4D;w21)Z<0x6}TQUpwC~&d)A?j^5Wte*qY9Z4C"
    ),
    "a.heic": (
        "c-"
        "mc4O=uHA6n?XtO@qX?(h5~dO_XA*AiGV(8bw!4dno3lXX&~>WN<fGk|+^D(jTy1BzRCMC;@X25d{?w1);@*6%mSf"
        "@E}+Z7AYP)Ns&r?Gdo$NkG#BZzW2SEH*a?Vpx>!n_47700nMY1#;`{X2Y|fx?1}+_CG(bB5*U1HR$z;zsaxcmWOa"
        "~$Fhsru5$zaqXi|ThAwK?%Qd)5Ml4W<|!sas6<gb_-{6`Wd8LLt*@APTK1EGXX>X+DVU#M>uF<!>nGel-oor?y3!"
        "RFtM4S+6r5-"
        "a+25+|(|6Ua;<v){miq#KwVK26A$Od~O++*yA*zqXoeEY<+xHAc@~M0GSvmdZ;v@r)j`=#~nmTSay|L{S30wCvmB"
        "{<`oX(=}LQ-J*9MTdmd#n?XA=-ltW{3guWVhM|x8Ui(oHAj*^^E3=4q(~|87zSFeICZ9d-OkQ}F!5-"
        "3)A@Zyz>AYF|{ruzk2iIrzXlq{wU)_4Vesb@O{y|$9&i*|9<J!cd@A|uk_iC25+<1Go`RV;QmPUhl=W=iWS22i?F"
        "5X-e{RHU_arOp<h`7+i++c`TSywsZl3jva(Xw5Dj_G+&M7BA7Kg3Vw_OoFFAvpEA%y;fZe_7wbaR>VH?QNlcrI`-"
        "-&*4}A{;)BiD<kTNno$pD)O11{&7_WIGz|{oI;C>$KBhmFaP2~w-"
        "+{kfAe{?dMRp2yLk>aEi8RLeNXU;PBH~0=ExIBX+TV)ErGh9~7<ZxH6?{C1iXnLB(m&WEloJ"
    ),
    "a.jxl": (
        "c-jF^0I>i63PT0}6Nmx;5COHHAOHXrDx-`WyqxR#@<WHkw2kWwZMAJ-31hRpFi1!^Lgr0Ee{=kgXP6-"
        "Y7>a;O5=oGGONax0?avPe0|W?w00gv_9h3"
    ),
    "a.dng": (
        "c-r&y)MDUZV*mp#1~rCIhS?0?7_u0@G0tX+Vm4vXV6|XNWnar7%r%YMjQ0!QMS-"
        "(I&qWl)t0X^5_sY2`Dyqn+vuH2YVP;?>Q@4edm)<XZSq1}!Qifv;x{PZXU75Z!9bsP0vX=EU8!JZ)=LN1L9znkQ{"
        "HF!42{VX!No<y~k$oz^UTK!<GL6gHiu%RIHm0cz?PS<orhC;O%;dSnDXU{Z-"
        "QA3`OedK7nDbb&SR2{4u(NO$a{cCB%$v#YD;OYLEV@NpRBF16h5RqYJ1P%=zV_1FWN2gh++v;WGJ9{vZj#+S(MZ|"
        "shUGfj)lNHHWSR0wcK1*7eb&qDH#ooZ5cB>H)J>|px7sXq*x~ZdBiV0Zz;B>#Qr*4W@vtkSSF#^}NOD*f>nB!H-"
        "F?qp&u3wPMW|Zz)Y#KNUz6%?ci+Q-$zf{IK8cr-BRE({cK3^*3E?p@K8dT--Lne0j7WC(r^pL&my&;E%*qceO5!m"
        "i+1<Pe5~=Q4v+_&JTq>LRGD&uKLfVY%uLY%LUA6fQzJlH)yW1&mL$OQc@4C>ou+D43&qYXew@~T2s{Dq~wwJw(6Z"
        "^%sh?DAW>6)jFSK43pZkzgShNx5!$?m?<a;uARqVM#?`D+&0$o9&S>h6S|36q}9NSwcZx$x?#3cnOdb+^)###yWj"
        "*Dtr+ux0Zdl_)h*-Mw#a*b?E@UpF4x6}K->lZ6bM>(`ZTow#S!(YTX~b-eV*(|!4{%-"
        "P2m#2NlEurM$(Kmj9!tpH*|*%Cm^#K;V03ji@QlnugcP_}Xd0|P%J69cG1QDO(GgR(V%Y(c0w96&6Dq*oM)Erw*5"
        "IFt=CzzArL2#~1<G^e+TnSlx979i|vVg$Mx>_{e|V-Pk_8-"
        "vI(CI%iL+X<*%>KHTJU$Rhk!Yc*_#baCyoIti8P>sehRt9Dudm4}(1yv&o)#IC(om#};o1c=J!(e1!WME}rYGq)e"
        "U}#}wY-wd^2$5HS$WN^U`dOWU;p^f5|3P&78wjm@3qpH%LgW`PLTDW(2+i>WBJZOK;lsiM9RmOmi(<h"
    ),
    "a.dds": (
        "c-o!I5f{TS6b0a5Y{6hK7z_pq#hf!K27|%Cpja#xi^XEG7%T>h#r%V<r`v3D_s+fVJosK!-"
        "Nl0ta$|&?xvI#2BhH%7&9D9Z<~{7^8>N&n#yJ;4NGX+4T5DrWUDwvyrfHmW-"
        "un<jj1j_Z+d{bOItcfD58+`LAUuvEgr{kO@I22DUX}&I>$*ZXr3B$^+aR2ChVZ`c5I&9r!ljfK)`@L<"
    ),
    "a.sgi": (
        "c-"
        "mvU#lXnG%pd@S%nT6lpJ5b?7*NsBF=57n6&rROIC0^|gBKqP&;&Bj1QO5$BG3c^&;&ft1RT%=EYJiD&;&Hl1QgH&"
        "B+vu|&;&Tp1Q^f+M*Tms{SN@G0%{Q"
    ),
    "a.pcx": (
        "c-"
        "rG)W#nK00)8M&0YY5hKMugaEWp6XAOM790uBKQ1q}lW2akY=gp7g;LVPrC10g;dw}TKLjXQx5AB{VM5Fd@ZfDj*z"
        "yMhoOjk|#mAC0?%5Fd?u@Bm=}bpF8;#E4)B9K1lB5T?k%8^nrX5jyyQctLDp2VamPidFF72hxNAX=uQH"
    ),
}
# fmt: on
